package io.sluice.engine.intake;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.trigger.Arrival;
import java.time.Instant;
import java.util.Optional;

/** Whether a file that was taken is new. */
public sealed interface Recognition {

  /** It is: this is to be told. */
  record New(Arrival arrival) implements Recognition {}

  /** The input has those bytes already, by that arrival. */
  record Known(Arrival arrival) implements Recognition {}

  /**
   * Compares a file with the input's latest version: the same bytes are known, others are the next
   * version, also those that an earlier version had.
   *
   * @param latest the latest arrival of the input for the slice and period
   * @param now when it is told
   */
  static Recognition of(
      Recipient to, InputFile file, String source, Optional<Arrival> latest, Instant now) {
    if (latest.isPresent() && latest.get().file().sha256().equals(file.sha256())) {
      return new Known(latest.get());
    }
    long version = latest.map(Arrival::version).orElse(0L) + 1;
    return new New(
        new Arrival(
            to.flow(), to.subject(), to.input(), version, file, source, now, to.revision()));
  }
}
