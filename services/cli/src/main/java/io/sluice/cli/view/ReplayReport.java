package io.sluice.cli.view;

import io.sluice.cli.client.FollowedRun;
import io.sluice.cli.client.ReplayedRun;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunState;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Shows what a replay would do, and what came of it. */
public final class ReplayReport {

  private ReplayReport() {}

  /** The runs that would be repeated, a line each. */
  public static String plan(List<RunState> runs, ZoneId zone) {
    Columns columns = new Columns(false, false, false, false);
    for (RunState run : runs) {
      columns.row(
          RunRow.shortId(run.run().run()),
          run.run().flow(),
          run.started().subject().period(),
          RunList.moment(run.started().at(), zone));
    }
    return columns.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** That it has begun. */
  public static String begun(List<RunState> runs) {
    return Counted.of(runs.size(), "run", "runs") + " to repeat";
  }

  /** A line for a run that was repeated. */
  public static String run(ReplayedRun run) {
    FollowedRun replay = run.replay();
    return "%3d/%d  %s  %s  %s repeats %s: %s"
        .formatted(
            replay.number(),
            replay.of(),
            replay.request().flow(),
            replay.request().subject().period(),
            shortId(replay),
            RunRow.shortId(run.original().run().run()),
            outcome(run));
  }

  private static String shortId(FollowedRun run) {
    return RunRow.shortId(run.request().run().run());
  }

  private static String outcome(ReplayedRun run) {
    FollowedRun replay = run.replay();
    if (replay.end().isEmpty()) {
      return "refused, " + replay.reason();
    }
    String how = BackfillReport.word(replay.end().get());
    if (!replay.reason().isEmpty()) {
      how += " by " + replay.reason();
    }
    return how + (run.same() ? ", the same" : difference(run));
  }

  private static String difference(ReplayedRun run) {
    return run.differences().isEmpty()
        ? ", was " + run.outcome().map(RunEnd.Outcome::word).orElse("open")
        : ", %s differ: ./sluice diff %s %s"
            .formatted(
                String.join(", ", run.differences()),
                RunRow.shortId(run.original().run().run()),
                shortId(run.replay()));
  }

  /** The last line. */
  public static String total(List<ReplayedRun> runs) {
    long same = runs.stream().filter(ReplayedRun::same).count();
    return "%s repeated: %d the same, %d different%n"
        .formatted(Counted.of(runs.size(), "run", "runs"), same, runs.size() - same);
  }
}
