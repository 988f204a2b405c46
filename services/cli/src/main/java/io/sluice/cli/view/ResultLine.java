package io.sluice.cli.view;

import io.sluice.engine.flow.Check.Severity;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunResult.CheckOutcome;
import io.sluice.engine.run.RunResult.FigureValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a result in one line. */
public final class ResultLine {

  private ResultLine() {}

  /**
   * The line, without a line feed: what the result is about, its version and its amounts, or the
   * checks that refused it.
   */
  public static String of(RunResult result) {
    List<String> words = new ArrayList<>();
    words.add(result.subject().period().isEmpty() ? "-" : result.subject().period());
    words.add(result.run().flow());
    if (!result.subject().slice().isEmpty()) {
      words.add(result.subject().sliceText());
    }
    switch (result) {
      case RunResult.Published published -> published(published, words);
      case RunResult.Rejected rejected -> words.add("rejected by " + culprits(rejected.checks()));
    }
    return String.join("  ", words);
  }

  private static void published(RunResult.Published published, List<String> words) {
    words.add("version " + published.version());
    words.add("published");
    words.add(Counted.of(published.files().size(), "file", "files"));
    published.figures().stream()
        .filter(figure -> !figure.unit().isEmpty())
        .map(ResultLine::amount)
        .forEach(words::add);
  }

  private static String amount(FigureValue figure) {
    return "%s %s %s"
        .formatted(figure.label(), Numbers.of(figure.value(), figure.unit()), figure.unit());
  }

  private static String culprits(List<CheckOutcome> checks) {
    String named =
        checks.stream()
            .filter(check -> check.status() == RunResult.Status.FAILED)
            .filter(check -> check.severity() == Severity.ERROR)
            .map(CheckOutcome::check)
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "a figure that could not be measured" : named;
  }
}
