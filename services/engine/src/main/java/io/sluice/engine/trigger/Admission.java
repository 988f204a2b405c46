package io.sluice.engine.trigger;

import io.sluice.engine.flow.Trigger.Overlap;
import java.util.Optional;

/** Whether a run that could start may start now, beside those of its lane that are open. */
public enum Admission {
  /** It starts. */
  ADMIT,
  /** It waits for its turn, and all behind it in its lane wait too. */
  HOLD,
  /** It starts never: the schedule skips while a run is open. */
  SKIP,
  /** It waits for its turn, and the open runs of its lane are to be cancelled. */
  CANCEL_OPEN;

  /**
   * Decides on the first of a lane.
   *
   * @param maxActive the flow's limit of open runs, empty for none
   * @param overlap what its schedule says of open runs, empty for nothing
   * @param open how many runs of the lane are open
   */
  static Admission of(Optional<Integer> maxActive, Optional<Overlap> overlap, int open) {
    if (open == 0) {
      return ADMIT;
    }
    if (overlap.isPresent()) {
      return switch (overlap.get()) {
        case SKIP -> SKIP;
        case QUEUE -> HOLD;
        case CANCEL_RUNNING -> CANCEL_OPEN;
      };
    }
    return maxActive.filter(limit -> open >= limit).isPresent() ? HOLD : ADMIT;
  }
}
