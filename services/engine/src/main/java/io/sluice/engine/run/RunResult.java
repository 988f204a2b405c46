package io.sluice.engine.run;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Check.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What subscribers are told of a run. */
public sealed interface RunResult {

  /** Derived from the run, so that a repeat is recognised. */
  String id();

  RunRef run();

  RunSubject subject();

  /**
   * A publication.
   *
   * @param ordinal tells which of two runs is younger
   * @param version counted from 1 for flow, slice and period
   * @param supersedes the version before it; 0 when there is none
   * @param checks the evidence: every check with what it expected and observed
   * @param inputs the evidence: every input file by its hash
   */
  record Published(
      String id,
      RunRef run,
      RunSubject subject,
      Instant at,
      long ordinal,
      String revision,
      long version,
      long supersedes,
      List<DeliveredFile> files,
      List<FigureValue> figures,
      List<CheckOutcome> checks,
      Map<String, List<InputFile>> inputs)
      implements RunResult {
    public Published {
      files = List.copyOf(files);
      figures = List.copyOf(figures);
      checks = List.copyOf(checks);
      inputs = Map.copyOf(inputs);
    }
  }

  /** A run whose data did not pass its checks; nothing of it is published. */
  record Rejected(
      String id,
      RunRef run,
      RunSubject subject,
      Instant at,
      String revision,
      List<FigureValue> figures,
      List<CheckOutcome> checks)
      implements RunResult {
    public Rejected {
      figures = List.copyOf(figures);
      checks = List.copyOf(checks);
    }
  }

  /** A figure as it was observed. */
  record FigureValue(String name, String label, BigDecimal value, String unit) {}

  /** A check with its verdict. */
  record CheckOutcome(
      String check,
      List<String> on,
      Severity severity,
      Status status,
      String expected,
      String observed,
      List<String> evidence) {
    public CheckOutcome {
      on = List.copyOf(on);
      evidence = List.copyOf(evidence);
    }
  }

  /** The verdicts of a check. */
  enum Status {
    PASSED,
    FAILED,
    SKIPPED
  }
}
