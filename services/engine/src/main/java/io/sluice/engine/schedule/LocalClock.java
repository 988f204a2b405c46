package io.sluice.engine.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * When planned local times come. A time that the clock leaves out comes at the next instant that it
 * shows; a time that it shows twice comes once, the first time. So a later local time never comes
 * before an earlier one.
 */
record LocalClock(ZoneId zone) {

  /** The instant at which a local time comes. */
  Instant instantOf(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(local).getInstant()
        : local.toInstant(offsets.getFirst());
  }

  /** What the clock shows at an instant: no later local time has come by then, nor comes at it. */
  LocalDateTime shown(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  /** The first local time that has not come at an instant. */
  LocalDateTime firstToCome(Instant instant) {
    LocalDateTime shown = shown(instant);
    ZoneOffsetTransition transition = zone.getRules().getTransition(shown);
    boolean again =
        transition != null && transition.isOverlap() && !instant.isBefore(transition.getInstant());
    return again ? transition.getDateTimeBefore() : shown.plusNanos(1);
  }
}
