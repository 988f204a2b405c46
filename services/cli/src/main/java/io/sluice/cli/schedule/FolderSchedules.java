package io.sluice.cli.schedule;

import io.sluice.cli.FlowPlaces;
import io.sluice.cli.view.PlannedTick;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.schedule.FlowSchedule;
import io.sluice.engine.schedule.Timetable;
import io.sluice.work.flowfiles.FlowFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The schedules that are switched on, as the folders of their flows have them now.
 *
 * @param refused folders whose flow cannot be used
 * @param off schedules that are switched off: {@code flow/schedule}
 */
public record FolderSchedules(List<FlowSchedule> schedules, List<Path> refused, List<String> off) {

  private record Coming(FlowSchedule schedule, Instant planned) {}

  /** Those of all flows there are. */
  public static FolderSchedules here() {
    return in(FlowPlaces.here().all().values());
  }

  static FolderSchedules in(Collection<Path> folders) {
    List<FlowSchedule> schedules = new ArrayList<>();
    List<Path> refused = new ArrayList<>();
    List<String> off = new ArrayList<>();
    for (Path folder : folders) {
      switch (FlowFolder.loadWithoutSql(folder)) {
        case FlowReading.Refused _ -> refused.add(folder);
        case FlowReading.Sound sound ->
            Timetable.of(sound.flow())
                .schedules()
                .forEach(
                    it -> {
                      if (it.schedule().enabled()) {
                        schedules.add(it);
                      } else {
                        off.add(it.key().flow() + "/" + it.schedule().name());
                      }
                    });
      }
    }
    return new FolderSchedules(schedules, refused, off);
  }

  /**
   * The ticks planned after an instant, in the order of their planned times.
   *
   * @param interval leaves out what is planned behind its end, in the zone of each flow
   */
  List<PlannedTick> next(Interval interval, Instant now, int count) {
    PriorityQueue<Coming> coming =
        new PriorityQueue<>(
            Comparator.comparing(Coming::planned)
                .thenComparing(it -> it.schedule.key().flow())
                .thenComparing(it -> it.schedule.schedule().name()));
    schedules.forEach(it -> after(it, interval.after(it.timezone(), now), interval, coming));
    List<PlannedTick> next = new ArrayList<>();
    while (next.size() < count && !coming.isEmpty()) {
      Coming first = coming.remove();
      next.add(tick(first));
      after(first.schedule, first.planned, interval, coming);
    }
    return next;
  }

  private static void after(
      FlowSchedule schedule, Instant after, Interval interval, Collection<Coming> coming) {
    schedule
        .after(after)
        .filter(planned -> interval.reaches(planned, schedule.timezone()))
        .ifPresent(planned -> coming.add(new Coming(schedule, planned)));
  }

  private static PlannedTick tick(Coming coming) {
    FlowSchedule schedule = coming.schedule;
    return new PlannedTick(
        schedule.key().flow(),
        schedule.schedule().name(),
        coming.planned,
        schedule.toldAt(coming.planned),
        schedule.timezone(),
        schedule.period(coming.planned).text());
  }

  /** The next tick of each schedule that has one, soonest first. */
  public List<PlannedTick> nextOfEach(Instant now) {
    return schedules.stream()
        .flatMap(it -> it.after(now).map(planned -> new Coming(it, planned)).stream())
        .sorted(Comparator.comparing(Coming::planned))
        .map(FolderSchedules::tick)
        .toList();
  }

  /** What to say of flows that cannot be used; empty when all can. */
  public Optional<String> complaint() {
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Left out, since ./sluice validate finds problems: %s."
                .formatted(
                    String.join(
                        ", ",
                        refused.stream().map(it -> String.valueOf(it.getFileName())).toList())));
  }
}
