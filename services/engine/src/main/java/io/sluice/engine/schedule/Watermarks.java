package io.sluice.engine.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the ticks of each schedule were told: a fold of sightings and ticks in the order of their
 * topic. Not thread-safe.
 */
public final class Watermarks {

  private final Map<ScheduleKey, ScheduleSighting> sightings = new HashMap<>();
  private final Map<ScheduleKey, Instant> ticked = new HashMap<>();

  /** Of sightings in a row that agree, the first counts. */
  public void seen(ScheduleSighting sighting) {
    sightings.merge(
        sighting.key(), sighting, (known, next) -> known.agreesWith(next) ? known : next);
  }

  /** Notes a tick; those that come again, or late, change nothing. */
  public void ticked(ScheduleKey key, Instant planned) {
    ticked.merge(key, planned, (known, next) -> next.isAfter(known) ? next : known);
  }

  /** How the schedule was found last. */
  public Optional<ScheduleSighting> sighting(ScheduleKey key) {
    return Optional.ofNullable(sightings.get(key));
  }

  List<ScheduleSighting> sightings(String flow) {
    return sightings.values().stream().filter(it -> it.key().flow().equals(flow)).toList();
  }

  /** The instant up to which the ticks of a schedule that was seen are told. */
  Instant toldUpTo(ScheduleSighting sighting) {
    Instant last = ticked.getOrDefault(sighting.key(), Instant.MIN);
    return last.isAfter(sighting.at()) ? last : sighting.at();
  }
}
