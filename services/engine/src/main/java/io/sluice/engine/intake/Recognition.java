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
   * The input has those bytes already, from a file of another name, and both files stay. This is to
   * be told, or the file would be new when it is found again after another version came.
   *
   * @param arrival the known one, under the file's name
   */
  record Named(Arrival arrival, Arrival known) implements Recognition {}

  /**
   * Compares a file with the input's latest version: the same bytes are known, others are the next
   * version, also those that an earlier version had. A file that lies there still, with the bytes
   * that it had when it was taken, is known too, though another file became a version since.
   *
   * @param latest the latest arrival of the input for the slice and period
   * @param ofName where files stay once they are taken: the latest of those that came from a file
   *     of that name
   * @param now when it is told
   */
  static Recognition of(
      Recipient to,
      InputFile file,
      String source,
      Optional<Arrival> latest,
      OfName ofName,
      Instant now) {
    if (ofName instanceof OfName.Last(Arrival arrival) && hasBytesOf(arrival, file)) {
      return new Known(arrival);
    }
    Optional<Arrival> known = latest.filter(arrival -> hasBytesOf(arrival, file));
    if (known.isEmpty()) {
      return next(to, file, source, latest, now);
    }
    return ofName instanceof OfName.NotKept
        ? new Known(known.get())
        : new Named(version(to, file, source, known.get().version(), now), known.get());
  }

  /** What is known of the files of a name. */
  sealed interface OfName {

    /** Nothing: they are moved away once they are taken. */
    record NotKept() implements OfName {}

    /** They stay, and none came yet. */
    record None() implements OfName {}

    /** They stay, and this one came last. */
    record Last(Arrival arrival) implements OfName {}
  }

  private static boolean hasBytesOf(Arrival arrival, InputFile file) {
    return arrival.file().sha256().equals(file.sha256());
  }

  private static Recognition next(
      Recipient to, InputFile file, String source, Optional<Arrival> latest, Instant now) {
    long version = latest.map(Arrival::version).orElse(0L) + 1;
    return new New(version(to, file, source, version, now));
  }

  private static Arrival version(
      Recipient to, InputFile file, String source, long version, Instant now) {
    return new Arrival(
        to.flow(), to.subject(), to.input(), version, file, source, now, to.revision());
  }
}
