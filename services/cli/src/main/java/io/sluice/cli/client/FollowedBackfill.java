package io.sluice.cli.client;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.run.RunEnd;
import java.util.List;

/** A backfill that is over, run by run. */
public record FollowedBackfill(Backfill backfill, List<FollowedRun> runs) {

  public FollowedBackfill {
    runs = List.copyOf(runs);
  }

  /** What came of its runs, counted. */
  public BackfillSummary summary() {
    return BackfillSummary.of(runs.stream().map(run -> run.end().map(RunEnd::outcome)).toList());
  }
}
