package io.sluice.cli.client;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunSubject;
import java.util.List;
import java.util.Optional;

/** A backfill that is over, run by run. */
public record FollowedBackfill(Backfill backfill, List<Item> items, BackfillSummary summary) {

  public FollowedBackfill {
    items = List.copyOf(items);
  }

  /**
   * One of its runs, over.
   *
   * @param number counts those that are over, from 1
   * @param end empty when it could not start
   * @param worked stages that worked
   * @param reused stages that found their artefact
   */
  public record Item(
      int number,
      int of,
      RunSubject subject,
      String run,
      Optional<RunEnd> end,
      String reason,
      int worked,
      int reused) {}
}
