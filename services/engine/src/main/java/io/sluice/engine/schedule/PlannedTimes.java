package io.sluice.engine.schedule;

import io.sluice.engine.flow.Trigger.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The instants that a schedule plans for, from its first day to its last. Local times that come at
 * one instant are one. Immutable.
 */
final class PlannedTimes {

  private final CronTimes cron;
  private final LocalClock clock;
  private final Optional<LocalDate> start;
  private final Optional<LocalDate> end;

  PlannedTimes(Schedule schedule, ZoneId zone) {
    this.cron = CronTimes.of(schedule.cron());
    this.clock = new LocalClock(zone);
    this.start = schedule.start();
    this.end = schedule.end();
  }

  /** The first after an instant; empty when none comes. */
  Optional<Instant> after(Instant instant) {
    LocalDateTime shown = clock.shown(instant);
    LocalDateTime from =
        start.map(day -> day.atStartOfDay().minusNanos(1)).filter(shown::isBefore).orElse(shown);
    Optional<LocalDateTime> next = cron.after(from);
    while (next.isPresent() && !isPastEnd(next.get())) {
      Instant planned = clock.instantOf(next.get());
      if (planned.isAfter(instant)) {
        return Optional.of(planned);
      }
      next = cron.after(next.get());
    }
    return Optional.empty();
  }

  /** The last that is not after an instant; empty when there was none. */
  Optional<Instant> atOrBefore(Instant instant) {
    LocalDateTime toCome = clock.firstToCome(instant);
    LocalDateTime before =
        end.map(day -> day.plusDays(1).atStartOfDay()).filter(toCome::isAfter).orElse(toCome);
    return cron.before(before).filter(it -> !isBeforeStart(it)).map(clock::instantOf);
  }

  private boolean isPastEnd(LocalDateTime local) {
    return end.filter(day -> local.toLocalDate().isAfter(day)).isPresent();
  }

  private boolean isBeforeStart(LocalDateTime local) {
    return start.filter(day -> local.toLocalDate().isBefore(day)).isPresent();
  }
}
