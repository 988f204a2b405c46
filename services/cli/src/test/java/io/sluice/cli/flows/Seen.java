package io.sluice.cli.flows;

import io.sluice.cli.view.RunReport;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.cli.view.RunView.StageRow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a test looks for in a run at its end. */
final class Seen {

  private Seen() {}

  static Map<String, BigDecimal> figures(RunView view) {
    Map<String, BigDecimal> figures = new TreeMap<>();
    view.figures().forEach(figure -> figure.value().ifPresent(v -> figures.put(figure.name(), v)));
    return figures;
  }

  static Set<String> failedChecks(RunView view) {
    return view.checks().stream()
        .filter(check -> check.status().equals("failed"))
        .map(CheckRow::check)
        .collect(Collectors.toSet());
  }

  /** Stages that a worker made an artefact for. */
  static Set<String> worked(RunView view) {
    return view.stages().stream()
        .filter(stage -> stage.rows().isPresent() && !stage.reused())
        .map(StageRow::stage)
        .collect(Collectors.toSet());
  }

  static Path file(RunView view, String name) {
    return Path.of(
        view.published().stream()
            .filter(file -> file.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not published: " + name + " by " + view))
            .place());
  }

  /** What a person reads at the end. */
  static String words(RunView view) {
    return RunReport.of(view);
  }
}
