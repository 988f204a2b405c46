package io.sluice.cli.view;

import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.cli.view.RunView.FigureRow;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.StageRow;
import io.sluice.engine.flow.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how a run ended: its figures, its checks, where its files are. */
public final class RunReport {

  private RunReport() {}

  /** The report of a run at its end; every line ends with a line feed. */
  public static String of(RunView view) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(view));
    lines.addAll(figures(view));
    lines.addAll(checks(view));
    lines.addAll(files(view));
    return String.join("\n", lines) + "\n";
  }

  /** The sentence that says where the run stands. */
  static String headline(RunView view) {
    if (view.status() == RunView.Status.RUNNING) {
      return "%s: running, %d of %s completed"
          .formatted(
              view.title(), completed(view), Counted.of(view.stages().size(), "stage", "stages"));
    }
    return Verdict.of(view).map(why -> why + " " + consequence(view)).orElseGet(() -> good(view));
  }

  private static long completed(RunView view) {
    return view.stages().stream().filter(stage -> stage.status().equals("completed")).count();
  }

  private static String consequence(RunView view) {
    return view.lastGood()
        .map(
            last ->
                "the last good report is version %d at %s".formatted(last.version(), last.where()))
        .map(last -> "Nothing published; " + last + ".")
        .orElse("Nothing published.");
  }

  private static String good(RunView view) {
    return view.title() + ": " + outcome(view) + stages(view);
  }

  private static String outcome(RunView view) {
    if (view.status() == RunView.Status.REPLAYED) {
      return "replayed, delivered beside what is published";
    }
    String version =
        view.version().isPresent() ? "version " + view.version().getAsInt() : "no version";
    return (view.unchanged() ? "unchanged, still " : "published ") + version;
  }

  private static String stages(RunView view) {
    long reused = view.stages().stream().filter(StageRow::reused).count();
    return view.stages().isEmpty()
        ? ""
        : " (%s, %d reused)".formatted(Counted.of(view.stages().size(), "stage", "stages"), reused);
  }

  static List<String> figures(RunView view) {
    if (view.figures().isEmpty()) {
      return List.of();
    }
    Columns columns = new Columns(false, true, false);
    for (FigureRow figure : view.figures()) {
      columns.row(
          figure.name(),
          figure.value().map(v -> Numbers.of(v, figure.unit())).orElse("none"),
          figure.unit());
    }
    return section("Figures", columns.lines());
  }

  private static List<String> checks(RunView view) {
    if (view.checks().isEmpty()) {
      return List.of();
    }
    Columns columns = new Columns(false, false, false);
    view.checks().stream()
        .filter(CheckRow::isFailed)
        .forEach(
            check -> columns.row(mark(check), check.check() + " on " + check.on(), seen(check)));
    return section("Checks: " + counts(view.checks()), columns.lines());
  }

  private static String mark(CheckRow check) {
    return check.isError() ? "failed" : "warning";
  }

  private static String seen(CheckRow check) {
    return "expected %s, observed %s".formatted(check.expected(), check.observed());
  }

  /** {@code 36 passed, 1 skipped}. */
  static String counts(List<CheckRow> checks) {
    List<String> counts = new ArrayList<>();
    counts.add(count(checks, "passed") + " passed");
    long warnings = checks.stream().filter(CheckRow::isFailed).filter(c -> !c.isError()).count();
    part(count(checks, "failed") - warnings, "failed").ifPresent(counts::add);
    part(warnings, Counted.noun(warnings, "warning", "warnings")).ifPresent(counts::add);
    part(count(checks, "skipped"), "skipped").ifPresent(counts::add);
    return String.join(", ", counts);
  }

  private static long count(List<CheckRow> checks, String status) {
    return checks.stream().filter(check -> check.status().equals(status)).count();
  }

  private static Optional<String> part(long count, String word) {
    return count == 0 ? Optional.empty() : Optional.of(count + " " + word);
  }

  static List<String> files(RunView view) {
    if (view.published().isEmpty()) {
      return List.of();
    }
    Columns columns = new Columns(false, true);
    for (PublishedFile file : view.published()) {
      columns.row(file.place(), Numbers.rows(file.rows()));
    }
    return section("Files", columns.lines());
  }

  /** An empty line, the title and the lines. */
  static List<String> section(String title, List<String> lines) {
    List<String> section = new ArrayList<>(List.of("", title));
    section.addAll(lines);
    return section;
  }
}
