package io.sluice.engine.trigger;

import io.sluice.engine.run.RunSubject;
import java.util.Optional;

/** What has arrived, as the log tells it. */
public interface Arrivals {

  /** The latest arrival of an input for a slice and period. */
  Optional<Arrival> latest(String flow, RunSubject subject, String input);

  /**
   * The id of the set of arrivals that last started a run under {@link Arrival#set()}; empty when
   * none did.
   */
  Optional<String> lastStarted(String set);
}
