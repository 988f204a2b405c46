package io.sluice.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Trouble that is met again and again while it lasts: people are told when it begins, when it
 * becomes another, and every ten minutes. Not thread-safe.
 */
final class LastingTrouble {

  private static final Duration REMINDER = Duration.ofMinutes(10);

  private @Nullable Object kind;
  private Instant since = Instant.EPOCH;
  private Instant told = Instant.EPOCH;

  /** Notes that it was met; true when people are to be told. */
  boolean meet(Object kind, Instant now) {
    if (!kind.equals(this.kind)) {
      this.kind = kind;
      since = now;
    } else if (told.plus(REMINDER).isAfter(now)) {
      return false;
    }
    told = now;
    return true;
  }

  /** How long it has been of its kind; nothing when there is none. */
  Duration lasted(Instant now) {
    return kind == null ? Duration.ZERO : Duration.between(since, now);
  }

  /** Notes that all goes well; true when that ends trouble. */
  boolean end() {
    boolean ended = kind != null;
    kind = null;
    return ended;
  }
}
