package io.sluice.engine.schedule;

import io.sluice.engine.trigger.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Plans what schedulers tell. The same schedules, watermarks and time give the same plan, and ticks
 * have their identity from what they were planned for: any number of schedulers may tell them.
 */
public final class TickPlanner {

  /** A tick that is told at most so late is on time; one that is later was missed. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private final Watermarks watermarks;
  private final Instant now;
  private final int share;
  private final List<Tick> ticks = new ArrayList<>();
  private final List<ScheduleSighting> sightings = new ArrayList<>();
  private Optional<Instant> next = Optional.empty();

  private TickPlanner(Watermarks watermarks, Instant now, int share) {
    this.watermarks = watermarks;
    this.now = now;
    this.share = share;
  }

  /**
   * Plans.
   *
   * @param timetables of every flow, also of those that are retired: what was seen of a flow that
   *     has none goes on
   * @param limit how many ticks schedules that make up for all may fill a plan with, each an equal
   *     part and at least one; what others have due is bounded by itself, at two ticks and those of
   *     the grace and the jitter
   */
  public static TickPlan plan(
      Collection<Timetable> timetables, Watermarks watermarks, Instant now, int limit) {
    int schedules = timetables.stream().mapToInt(it -> it.schedules().size()).sum();
    TickPlanner planner =
        new TickPlanner(watermarks, now, Math.max(1, limit / Math.max(1, schedules)));
    timetables.forEach(planner::plan);
    return new TickPlan(planner.ticks, planner.sightings, planner.next);
  }

  private void plan(Timetable timetable) {
    timetable.schedules().forEach(this::plan);
    watermarks.sightings(timetable.flow()).stream()
        .filter(it -> !timetable.has(it.key()) && !it.isOff())
        .forEach(it -> sightings.add(it.switchedOff(now)));
  }

  private void plan(FlowSchedule schedule) {
    ScheduleSighting sighting = schedule.sighting(now);
    Optional<ScheduleSighting> known = watermarks.sighting(schedule.key());
    if (known.isEmpty() ? !sighting.isOff() : !known.get().agreesWith(sighting)) {
      sightings.add(sighting);
      return;
    }
    if (!sighting.isOff() && known.isPresent()) {
      tick(schedule, watermarks.toldUpTo(known.get()));
    }
  }

  private void tick(FlowSchedule schedule, Instant told) {
    List<Planned> due =
        switch (schedule.schedule().catchup()) {
          case ALL -> due(schedule, told, share);
          case NONE -> onTime(due(schedule, later(told, missedFor(schedule)), Integer.MAX_VALUE));
          case LAST -> {
            Instant from = later(told, missedFor(schedule));
            Instant lastMissed =
                schedule
                    .atOrBefore(from)
                    .filter(told::isBefore)
                    .map(planned -> planned.minusNanos(1))
                    .orElse(from);
            yield lastAndOnTime(due(schedule, lastMissed, Integer.MAX_VALUE));
          }
        };
    due.forEach(planned -> ticks.add(schedule.tick(planned.at, now)));
  }

  /** What was planned until then was missed, whatever its share of the jitter. */
  private Instant missedFor(FlowSchedule schedule) {
    return now.minus(GRACE).minus(schedule.schedule().jitter());
  }

  private record Planned(Instant at, boolean isMissed) {}

  /** What is due, in order: a tick is not told before an earlier one of its schedule. */
  private List<Planned> due(FlowSchedule schedule, Instant after, int limit) {
    List<Planned> due = new ArrayList<>();
    Instant toldAt = Instant.MIN;
    Optional<Instant> planned = schedule.after(after);
    while (planned.isPresent() && due.size() < limit) {
      toldAt = later(toldAt, schedule.toldAt(planned.get()));
      if (toldAt.isAfter(now)) {
        planAgainAt(toldAt);
        return due;
      }
      due.add(new Planned(planned.get(), toldAt.isBefore(now.minus(GRACE))));
      planned = schedule.after(planned.get());
    }
    planned.ifPresent(_ -> planAgainAt(now));
    return due;
  }

  private void planAgainAt(Instant instant) {
    next = next.filter(known -> known.isBefore(instant)).or(() -> Optional.of(instant));
  }

  private static List<Planned> onTime(List<Planned> due) {
    return due.stream().filter(planned -> !planned.isMissed()).toList();
  }

  private static List<Planned> lastAndOnTime(List<Planned> due) {
    long missed = due.stream().filter(Planned::isMissed).count();
    return due.stream().skip(Math.max(0, missed - 1)).toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
