package io.sluice.cli.view;

import io.sluice.cli.view.RunView.CheckRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in a sentence why a run was not published. */
final class Verdict {

  private Verdict() {}

  /** Empty for a run that came out well, or is not at its end. */
  static Optional<String> of(RunView view) {
    return switch (view.status()) {
      case RUNNING, PUBLISHED, REPLAYED -> Optional.empty();
      case REJECTED -> Optional.of("Rejected" + culprits(view) + reason(view, ": "));
      case FAILED -> Optional.of("Failed" + reason(view, ": "));
      case CANCELLED -> Optional.of("Cancelled" + reason(view, ": "));
      case SUPERSEDED ->
          Optional.of(
              "Superseded: a younger run of %s was published first%s"
                  .formatted(view.title(), reason(view, "; ")));
    };
  }

  private static String culprits(RunView view) {
    List<CheckRow> failed =
        view.checks().stream().filter(CheckRow::isFailed).filter(CheckRow::isError).toList();
    return failed.isEmpty()
        ? ""
        : failed.stream().map(Verdict::culprit).collect(Collectors.joining(", ", " by ", ""));
  }

  private static String culprit(CheckRow check) {
    return "%s (expected %s, observed %s)"
        .formatted(check.check(), check.expected(), check.observed());
  }

  private static String reason(RunView view, String separator) {
    String words = view.error().map(String::strip).orElse("");
    if (words.isEmpty()) {
      return ".";
    }
    return separator + words + (words.endsWith(".") ? "" : ".");
  }
}
