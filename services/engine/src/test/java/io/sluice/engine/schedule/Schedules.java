package io.sluice.engine.schedule;

import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.plan.FlowBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** A schedule, to be varied a part at a time. */
record Schedules(
    String name,
    String cron,
    boolean enabled,
    Catchup catchup,
    Duration jitter,
    Optional<LocalDate> start,
    Optional<LocalDate> end) {

  static final ScheduleKey KEY = new ScheduleKey("shop", "daily");

  static Schedules of(String cron) {
    return new Schedules(
        "daily", cron, true, Catchup.LAST, Duration.ZERO, Optional.empty(), Optional.empty());
  }

  Schedules named(String changed) {
    return new Schedules(changed, cron, enabled, catchup, jitter, start, end);
  }

  Schedules switchedOff() {
    return new Schedules(name, cron, false, catchup, jitter, start, end);
  }

  Schedules catchup(Catchup changed) {
    return new Schedules(name, cron, enabled, changed, jitter, start, end);
  }

  Schedules jitter(Duration changed) {
    return new Schedules(name, cron, enabled, catchup, changed, start, end);
  }

  Schedules between(String first, String last) {
    return new Schedules(
        name,
        cron,
        enabled,
        catchup,
        jitter,
        Optional.of(LocalDate.parse(first)),
        Optional.of(LocalDate.parse(last)));
  }

  Schedule build() {
    return new Schedule(
        name,
        cron,
        enabled,
        catchup,
        Optional.empty(),
        new OnMissing.Reject(),
        jitter,
        Map.of(),
        start,
        end);
  }

  /** The timetable of a flow for the month before, with these schedules. */
  static Timetable timetable(String zone, Schedules... schedules) {
    Schedule[] built = new Schedule[schedules.length];
    for (int i = 0; i < built.length; i++) {
      built[i] = schedules[i].build();
    }
    PeriodRule period =
        new PeriodRule(PeriodRule.Every.MONTH, PeriodRule.Of.PREVIOUS, ZoneId.of(zone));
    return Timetable.of(new FlowBuilder().period(period).triggers(built).build());
  }
}
