package io.sluice.engine.intake;

import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;

/**
 * An input that a file arrives as, for a slice and period.
 *
 * @param revision the flow's revision that says so
 */
public record Recipient(String flow, RunSubject subject, String input, String revision) {

  /** What the arrival will be a version of. */
  public String key() {
    return Arrival.key(flow, subject, input);
  }
}
