package io.sluice.engine.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run comes from.
 *
 * @param kind what started it
 * @param id identity of what started it; of a set of arrivals, derived from all of theirs
 * @param triggers ids of the records on the triggers topic that it rests on
 * @param labels what it is found by, besides
 * @param backfill the backfill that it is part of
 * @param replayOf id of the run that it repeats
 * @param shadow whether it delivers to a folder of its own and publishes nothing
 */
public record Origin(
    Kind kind,
    String id,
    List<String> triggers,
    Map<String, String> labels,
    Optional<String> backfill,
    Optional<String> replayOf,
    boolean shadow) {

  public Origin {
    triggers = List.copyOf(triggers);
    labels = Map.copyOf(labels);
  }

  /** What starts runs. */
  public enum Kind {
    REQUEST,
    TICK,
    ARRIVAL,
    BACKFILL,
    REPLAY
  }

  /** A trigger of one record, without anything else to say. */
  public static Origin of(Kind kind, String id) {
    return new Origin(kind, id, List.of(id), Map.of(), Optional.empty(), Optional.empty(), false);
  }

  /** A request. */
  public static Origin request(String id) {
    return of(Kind.REQUEST, id);
  }

  /** The same with more labels; those it has win. */
  public Origin withLabels(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(labels);
    return new Origin(kind, id, triggers, all, backfill, replayOf, shadow);
  }
}
