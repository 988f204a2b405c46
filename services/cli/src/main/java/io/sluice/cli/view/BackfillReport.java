package io.sluice.cli.view;

import io.sluice.cli.client.BackfillPreview;
import io.sluice.cli.client.FollowedBackfill;
import io.sluice.cli.client.FollowedRun;
import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillPlan;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.run.RunEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows what a backfill would do, does and did. */
public final class BackfillReport {

  private BackfillReport() {}

  /** The plan: a line for each period. */
  public static String plan(BackfillPreview preview) {
    Columns columns = new Columns(false, false, false);
    for (BackfillPlan.Entry entry : preview.plan().entries()) {
      String period = entry.subject().period();
      switch (entry) {
        case BackfillPlan.Run _ -> columns.row(period, "run", work(preview, period));
        case BackfillPlan.Left left -> columns.row(period, "left", left.reason());
        case BackfillPlan.Impossible it -> columns.row(period, "impossible", it.reason());
      }
    }
    return lines(columns.lines());
  }

  private static String work(BackfillPreview preview, String period) {
    List<String> working =
        preview.stages().getOrDefault(period, List.of()).stream()
            .filter(stage -> !stage.reused())
            .map(BackfillPreview.StageForecast::stage)
            .toList();
    String all =
        Counted.of(preview.stages().getOrDefault(period, List.of()).size(), "stage", "stages");
    return working.isEmpty()
        ? "all %s reused".formatted(all)
        : "%d of %s work: %s".formatted(working.size(), all, String.join(", ", working));
  }

  /** The sentence under a plan. */
  public static String total(BackfillPreview preview) {
    long runs = preview.plan().items().size();
    long left = count(preview, BackfillPlan.Left.class);
    long impossible = count(preview, BackfillPlan.Impossible.class);
    return "%s: %d to run, %d left as they are, %d impossible"
        .formatted(
            Counted.of(preview.plan().entries().size(), "period", "periods"),
            runs,
            left,
            impossible);
  }

  private static long count(BackfillPreview preview, Class<? extends BackfillPlan.Entry> kind) {
    return preview.plan().entries().stream().filter(kind::isInstance).count();
  }

  /** That it has begun, and how to come back to it. */
  public static String begun(Backfill backfill) {
    return "Backfill %s of %s: %s, at most %d at once"
        .formatted(
            RunRow.shortId(backfill.id()),
            backfill.flow(),
            Counted.of(backfill.items().size(), "run", "runs"),
            backfill.maxActive());
  }

  /** A line for a run that is over. */
  public static String run(FollowedRun run) {
    String text =
        "%3d/%d  %s  %s  %s"
            .formatted(
                run.number(),
                run.of(),
                run.request().subject().period(),
                RunRow.shortId(run.request().run().run()),
                status(run));
    return run.reason().isEmpty() ? text + stages(run) : text + ": " + run.reason();
  }

  private static String stages(FollowedRun run) {
    return "  %s worked, %d reused"
        .formatted(Counted.of(run.worked(), "stage", "stages"), run.reused());
  }

  private static String status(FollowedRun run) {
    return run.end().map(BackfillReport::status).orElse("refused");
  }

  private static String status(RunEnd end) {
    return end.version() > 0 ? "%s, version %d".formatted(word(end), end.version()) : word(end);
  }

  static String word(RunEnd end) {
    return end.outcome().word();
  }

  /** The last line. */
  public static String summary(FollowedBackfill followed) {
    BackfillSummary summary = followed.summary();
    List<String> parts = new ArrayList<>();
    for (RunEnd.Outcome outcome : RunEnd.Outcome.values()) {
      if (summary.count(outcome) > 0) {
        parts.add(summary.count(outcome) + " " + outcome.word());
      }
    }
    if (summary.refused() > 0) {
      parts.add(summary.refused() + " refused");
    }
    return "Backfill %s is over: %s\n"
        .formatted(
            RunRow.shortId(followed.backfill().id()),
            parts.isEmpty() ? "nothing to run" : String.join(", ", parts));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
