package io.sluice.engine.schedule;

import io.sluice.engine.flow.Flow;
import java.util.List;

/** The schedules of a flow's revision, in the order of its file. Immutable. */
public record Timetable(String flow, List<FlowSchedule> schedules) {

  public Timetable {
    schedules = List.copyOf(schedules);
  }

  /** Of a flow that was read and found sound. */
  public static Timetable of(Flow flow) {
    return new Timetable(
        flow.name(), flow.schedules().stream().map(it -> new FlowSchedule(flow, it)).toList());
  }

  /** Of a flow that is retired. */
  public static Timetable empty(String flow) {
    return new Timetable(flow, List.of());
  }

  boolean has(ScheduleKey key) {
    return schedules.stream().anyMatch(it -> it.key().equals(key));
  }
}
