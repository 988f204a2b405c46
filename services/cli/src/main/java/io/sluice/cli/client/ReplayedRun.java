package io.sluice.cli.client;

import io.sluice.engine.run.Evidence;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A run that was repeated, beside the one that it repeats.
 *
 * @param original the run as it was, at its end
 */
public record ReplayedRun(RunState original, FollowedRun replay) {

  private static final Set<Outcome> PASSED =
      EnumSet.of(Outcome.PUBLISHED, Outcome.UNCHANGED, Outcome.SUPERSEDED);
  private static final Set<Outcome> PASSED_AGAIN =
      EnumSet.of(Outcome.REPLAYED, Outcome.PUBLISHED, Outcome.UNCHANGED);

  /** The publications whose files differ; empty when the repetition gave the same. */
  public SortedSet<String> differences() {
    Map<String, String> before = Evidence.exports(original);
    Map<String, String> after = replay.state().map(Evidence::exports).orElse(Map.of());
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> before.getOrDefault(name, "").equals(after.getOrDefault(name, "")));
    return names;
  }

  /** Whether the repetition made the same files and ended in the same way. */
  public boolean same() {
    return endedAlike() && differences().isEmpty();
  }

  /**
   * Files are made before the gate, so equal ones do not tell how a run ended. A repetition that
   * could not start is like none.
   */
  private boolean endedAlike() {
    Optional<Outcome> before = outcome();
    Optional<Outcome> after = replay.end().map(RunEnd::outcome);
    return after.isPresent()
        && (before.equals(after)
            || before.filter(PASSED::contains).isPresent()
                && after.filter(PASSED_AGAIN::contains).isPresent());
  }

  /** How the original ended; empty when it has not. */
  public Optional<Outcome> outcome() {
    return original.phase() instanceof RunPhase.Ended(RunEnd end, _)
        ? Optional.of(end.outcome())
        : Optional.empty();
  }
}
