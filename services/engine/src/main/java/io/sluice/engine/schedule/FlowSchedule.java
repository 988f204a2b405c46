package io.sluice.engine.schedule;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** A schedule of a flow's revision. Immutable. */
public final class FlowSchedule {

  private final Flow flow;
  private final Schedule schedule;
  private final PlannedTimes times;

  FlowSchedule(Flow flow, Schedule schedule) {
    this.flow = flow;
    this.schedule = schedule;
    this.times = new PlannedTimes(schedule, flow.period().timezone());
  }

  public ScheduleKey key() {
    return new ScheduleKey(flow.name(), schedule.name());
  }

  public Schedule schedule() {
    return schedule;
  }

  public ZoneId timezone() {
    return flow.period().timezone();
  }

  /** The first planned time after an instant, whether it is switched on or not. */
  public Optional<Instant> after(Instant instant) {
    return times.after(instant);
  }

  Optional<Instant> atOrBefore(Instant instant) {
    return times.atOrBefore(instant);
  }

  /**
   * When a tick is told: its planned time and its own share of the jitter, in whole milliseconds. A
   * function of the tick's identity, so that everybody comes to the same.
   */
  public Instant toldAt(Instant planned) {
    long jitterMs = schedule.jitter().toMillis();
    if (jitterMs == 0) {
      return planned;
    }
    UUID id = UUID.fromString(Tick.id(flow.name(), schedule.name(), planned));
    long share = Long.remainderUnsigned(id.getMostSignificantBits(), jitterMs);
    return planned.plus(Duration.ofMillis(share));
  }

  /** The period that a tick is for. */
  public Period period(Instant planned) {
    return flow.period().periodAt(planned);
  }

  Tick tick(Instant planned, Instant now) {
    RunSubject subject =
        RunSubject.of(flow.sliceOf(schedule.parameters()), period(planned), timezone());
    return new Tick(flow.name(), schedule.name(), planned, subject, schedule.parameters(), now);
  }

  ScheduleSighting sighting(Instant now) {
    String cron = schedule.enabled() ? schedule.cron() : "";
    // what is read back has milliseconds
    return new ScheduleSighting(
        key(), cron, timezone().getId(), now.truncatedTo(ChronoUnit.MILLIS));
  }
}
