package io.sluice.engine.run;

import java.time.Instant;
import java.util.List;

/** A part of the coordination: reads the state of a run and says what is outstanding. */
public interface Reactor {

  /**
   * All that is outstanding in this reactor's part, whether it was asked for before or not.
   *
   * @param now stamped on events that are to be emitted
   */
  List<Effect> outstanding(RunState state, Instant now);
}
