package io.sluice.engine.backfill;

import io.sluice.engine.run.RunEnd.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of the runs of a backfill.
 *
 * @param ends how many runs ended in each way
 * @param refused how many could not start
 */
public record BackfillSummary(Map<Outcome, Integer> ends, int refused) {

  public BackfillSummary {
    ends = Map.copyOf(ends);
  }

  /**
   * Counts ends.
   *
   * @param ends of each run; empty for one that could not start
   */
  public static BackfillSummary of(Collection<Optional<Outcome>> ends) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    ends.forEach(end -> end.ifPresent(outcome -> counts.merge(outcome, 1, Integer::sum)));
    return new BackfillSummary(
        counts, Math.toIntExact(ends.stream().filter(Optional::isEmpty).count()));
  }

  /** How many runs ended so. */
  public int count(Outcome outcome) {
    return ends.getOrDefault(outcome, 0);
  }
}
