package io.sluice.cli.view;

import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.cli.view.RunView.FigureRow;
import io.sluice.cli.view.RunView.LastGood;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.StageRow;
import io.sluice.cli.view.RunView.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Runs for tests. */
public final class Runs {

  private Runs() {}

  public static RunView published() {
    return new RunView(
        "0197-run",
        "bottleneck",
        "ab12",
        Map.of(),
        "2026-10",
        OptionalInt.of(3),
        Status.PUBLISHED,
        false,
        List.of(
            new StageRow("erp", "completed", OptionalLong.of(825), OptionalLong.of(34), true),
            new StageRow(
                "sales", "completed", OptionalLong.of(714), OptionalLong.of(2_340), false)),
        List.of(
            new FigureRow("ca_total", Optional.of(new BigDecimal("70568.60")), "EUR"),
            new FigureRow("sales", Optional.of(new BigDecimal("1428")), "")),
        List.of(
            new CheckRow("erp_key", "erp", "passed", "error", "no duplicate", "none"),
            new CheckRow("ca_drift", "ca_total", "failed", "warn", "within 30%", "41%")),
        List.of(
            new PublishedFile(
                "vins.csv",
                "hello/v1/vins.csv",
                "/reports/vins.csv",
                "c0ffee",
                OptionalLong.of(30))),
        Optional.empty(),
        Optional.empty());
  }

  /** A repetition, beside what is published. */
  static RunView replayed() {
    RunView run = published();
    return new RunView(
        run.run(),
        run.flow(),
        run.revision(),
        run.slice(),
        run.period(),
        OptionalInt.empty(),
        Status.REPLAYED,
        false,
        run.stages(),
        run.figures(),
        run.checks(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static RunView running() {
    RunView run = published();
    return new RunView(
        run.run(),
        run.flow(),
        run.revision(),
        run.slice(),
        run.period(),
        OptionalInt.empty(),
        Status.RUNNING,
        false,
        List.of(
            run.stages().getFirst(),
            new StageRow("sales", "running", OptionalLong.empty(), OptionalLong.empty(), false)),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public static RunView unchanged() {
    RunView run = published();
    return new RunView(
        run.run(),
        run.flow(),
        run.revision(),
        run.slice(),
        run.period(),
        run.version(),
        run.status(),
        true,
        run.stages(),
        List.of(),
        List.of(),
        List.of(),
        run.error(),
        run.lastGood());
  }

  /** {@link #unchanged()}, of a slice. */
  static RunView ofSlice(Map<String, String> slice) {
    RunView run = unchanged();
    return new RunView(
        run.run(),
        run.flow(),
        run.revision(),
        slice,
        run.period(),
        run.version(),
        run.status(),
        run.unchanged(),
        run.stages(),
        run.figures(),
        run.checks(),
        run.published(),
        run.error(),
        run.lastGood());
  }

  public static RunView rejected() {
    return ended(
        Status.REJECTED,
        List.of(
            new CheckRow("ca_reconciles", "sales,ca_total", "failed", "error", "no rows", "3"),
            new CheckRow("references", "ca_total", "skipped", "error", "70568.60", "")),
        "sales and ca_total differ for products 12, 14, 18",
        Optional.of(new LastGood(2, "/reports/v2")));
  }

  public static RunView failed() {
    return ended(
        Status.FAILED, List.of(), "Stage sales ran out of memory (512 MB).", Optional.empty());
  }

  static RunView ended(
      Status status, List<CheckRow> checks, String error, Optional<LastGood> lastGood) {
    RunView run = published();
    return new RunView(
        run.run(),
        run.flow(),
        run.revision(),
        run.slice(),
        run.period(),
        OptionalInt.empty(),
        status,
        false,
        run.stages(),
        List.of(),
        checks,
        List.of(),
        Optional.of(error),
        lastGood);
  }
}
