package io.sluice.cli.view;

import io.sluice.engine.flow.Counted;
import io.sluice.work.compare.StageFinding;
import io.sluice.work.compare.StageFinding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what came of working a run again: a line a stage, and a last line for all. */
public final class VerifyReport {

  private static final int SHOWN_REVISION = 12;

  private VerifyReport() {}

  /** The report; every line ends with a line feed. */
  public static String of(VerifiedRun run) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(run));
    lines.add("");
    lines.addAll(table(run));
    lines.add("");
    lines.add(lastLine(run));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String headline(VerifiedRun run) {
    String title = run.period().isEmpty() ? run.flow() : run.flow() + " " + run.period();
    String revision = run.revision();
    return "%s: run %s worked again, revision %s"
        .formatted(
            title, run.run(), revision.substring(0, Math.min(SHOWN_REVISION, revision.length())));
  }

  private static List<String> table(VerifiedRun run) {
    Columns columns = new Columns(false, false, true, true, true, false);
    columns.row("stage", "verdict", "then", "now", "time", "");
    for (StageFinding stage : run.stages()) {
      columns.row(
          stage.stage(),
          stage.verdict().words(),
          Numbers.rows(stage.rowsThen()),
          Numbers.rows(stage.rowsNow()),
          Numbers.time(stage.millis()),
          stage.note().lines().findFirst().orElse(""));
    }
    return columns.lines();
  }

  private static String lastLine(VerifiedRun run) {
    List<String> parts = new ArrayList<>();
    named(run, Verdict.DIFFERS, "Different").ifPresent(parts::add);
    named(run, Verdict.NOT_WORKED, "Could not be worked").ifPresent(parts::add);
    counted(run, Verdict.EQUAL, "Equal").ifPresent(parts::add);
    counted(run, Verdict.SKIPPED, "Skipped").ifPresent(parts::add);
    return String.join(" ", parts);
  }

  private static Optional<String> named(VerifiedRun run, Verdict verdict, String word) {
    List<String> names = run.names(verdict);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("%s: %s.".formatted(word, String.join(", ", names)));
  }

  private static Optional<String> counted(VerifiedRun run, Verdict verdict, String word) {
    int count = run.names(verdict).size();
    return count == 0
        ? Optional.empty()
        : Optional.of("%s: %s.".formatted(word, Counted.of(count, "stage", "stages")));
  }
}
