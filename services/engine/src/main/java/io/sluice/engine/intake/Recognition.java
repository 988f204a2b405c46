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
   * version, also those that an earlier version had. A file that lies there still, with the bytes
   * that it had when it was taken, is known too, though another file became a version since.
   *
   * @param latest the latest arrival of the input for the slice and period
   * @param latestOfName the latest of those that came from a file of that name; empty where files
   *     do not stay once they are taken
   * @param now when it is told
   */
  static Recognition of(
      Recipient to,
      InputFile file,
      String source,
      Optional<Arrival> latest,
      Optional<Arrival> latestOfName,
      Instant now) {
    return latestOfName
        .filter(arrival -> hasBytesOf(arrival, file))
        .or(() -> latest.filter(arrival -> hasBytesOf(arrival, file)))
        .<Recognition>map(Known::new)
        .orElseGet(() -> next(to, file, source, latest, now));
  }

  private static boolean hasBytesOf(Arrival arrival, InputFile file) {
    return arrival.file().sha256().equals(file.sha256());
  }

  private static Recognition next(
      Recipient to, InputFile file, String source, Optional<Arrival> latest, Instant now) {
    long version = latest.map(Arrival::version).orElse(0L) + 1;
    return new New(
        new Arrival(
            to.flow(), to.subject(), to.input(), version, file, source, now, to.revision()));
  }
}
