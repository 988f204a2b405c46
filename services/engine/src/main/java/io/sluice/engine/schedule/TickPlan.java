package io.sluice.engine.schedule;

import io.sluice.engine.trigger.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scheduler has to tell now.
 *
 * @param ticks those that are due, each schedule's in order; once told, they move the watermarks
 * @param sightings schedules that are not as they were seen last; they tick once these are read
 *     back
 * @param next when to plan again, if nothing changes until then: now, when more is due than one
 *     plan holds; empty when nothing comes
 */
public record TickPlan(List<Tick> ticks, List<ScheduleSighting> sightings, Optional<Instant> next) {

  public TickPlan {
    ticks = List.copyOf(ticks);
    sightings = List.copyOf(sightings);
  }
}
