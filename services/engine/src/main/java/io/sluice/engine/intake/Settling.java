package io.sluice.engine.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * A file that is looked at until it does not change any more.
 *
 * @param since when it was first seen as it is
 */
public record Settling(Sighting seen, Instant since) {

  /** The file as it is seen now, its time begun anew if it changed. */
  public Settling see(Sighting now, Instant at) {
    return now.equals(seen) ? this : new Settling(now, at);
  }

  /**
   * When it counts as complete, unless it changes: a settle time after its last change, as far as
   * is known. A file that was renamed in after it was finished brings its time with it, and counts
   * at once; a time that lies ahead of the clock says nothing.
   */
  public Instant completeAt(Duration settle) {
    Instant last = seen.modified().isBefore(since) ? seen.modified() : since;
    return last.plus(settle);
  }
}
