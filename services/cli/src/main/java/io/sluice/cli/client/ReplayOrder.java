package io.sluice.cli.client;

import java.time.Instant;
import java.util.Optional;

/**
 * Which runs to repeat.
 *
 * @param from the stretch of the triggers topic begins here
 * @param to and ends before here
 * @param flow of this flow alone
 * @param original whether each runs the revision that it ran, or the latest one
 * @param publish whether they publish, or deliver to folders of their own
 */
public record ReplayOrder(
    Place from, Place to, Optional<String> flow, boolean original, boolean publish) {

  /** A place on the triggers topic. */
  public sealed interface Place {

    /** By the time that its record has. */
    record Time(Instant at) implements Place {}

    /** By its offset in each partition. */
    record Offset(long offset) implements Place {}

    /** Whether a record is at this place or behind it. */
    default boolean isReached(long offset, Instant at) {
      return switch (this) {
        case Time(Instant time) -> !at.isBefore(time);
        case Offset(long first) -> offset >= first;
      };
    }
  }

  boolean covers(long offset, Instant at) {
    return from.isReached(offset, at) && !to.isReached(offset, at);
  }
}
