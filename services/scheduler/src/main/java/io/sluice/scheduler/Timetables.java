package io.sluice.scheduler;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.schedule.Timetable;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.wire.flows.FlowsTopic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedules of every flow's latest revision, and none of each retired flow, read again when
 * flows change.
 */
final class Timetables {

  private static final Logger LOG = LoggerFactory.getLogger(Timetables.class);

  private final FlowsTopic flows;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final Map<String, Known> known = new TreeMap<>();
  private Set<String> retired = Set.of();

  private record Known(Flow flow, Timetable timetable) {}

  Timetables(FlowsTopic flows) {
    this.flows = flows;
  }

  /** Has flows read again at the next call of {@link #current()}. */
  void change() {
    changed.set(true);
  }

  /** For one thread alone. A flow that cannot be used is left out. */
  Collection<Timetable> current() {
    if (changed.getAndSet(false)) {
      Map<String, Known> read = new TreeMap<>();
      flows
          .names()
          .forEach(name -> timetable(name, known.get(name)).ifPresent(it -> read.put(name, it)));
      known.clear();
      known.putAll(read);
      retired = flows.retired();
    }
    return Stream.concat(
            known.values().stream().map(Known::timetable), retired.stream().map(Timetable::empty))
        .toList();
  }

  private Optional<Known> timetable(String name, @Nullable Known before) {
    try {
      return flows.latest(name).map(FlowDefinition::flow).map(flow -> timetable(flow, before));
    } catch (IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("flow", name)
          .addKeyValue("cause", e.getMessage())
          .log("A flow cannot be used; its schedules rest");
      return Optional.empty();
    }
  }

  private static Known timetable(Flow flow, @Nullable Known before) {
    return before != null && before.flow.revision().equals(flow.revision())
        ? before
        : new Known(flow, Timetable.of(flow));
  }
}
