package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.RunResult.CheckOutcome;
import io.sluice.engine.run.RunResult.FigureValue;
import io.sluice.engine.run.RunResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run's state has to say for its result: checks, figures, files. */
public final class Evidence {

  /** A result is one record, and the broker takes 1 MiB: a quarter of that at 2 bytes each. */
  private static final int MAX_CHARS = 128 << 10;

  private Evidence() {}

  /**
   * Every check of the plan with its verdict; one without is skipped. Violations that are too long
   * for one result are left out, and the events hold them.
   */
  public static List<CheckOutcome> checks(RunState state) {
    List<CheckOutcome> outcomes = new ArrayList<>();
    int left = MAX_CHARS;
    for (PlannedCheck check : state.plan().checks()) {
      CheckOutcome outcome = shortened(outcome(state, check), left);
      left -= outcome.evidence().stream().mapToInt(String::length).sum();
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private static CheckOutcome shortened(CheckOutcome outcome, int most) {
    List<String> kept = new ArrayList<>();
    int left = most;
    for (String line : outcome.evidence()) {
      left -= line.length();
      if (left < 0) {
        break;
      }
      kept.add(line);
    }
    return new CheckOutcome(
        outcome.check(),
        outcome.on(),
        outcome.severity(),
        outcome.status(),
        outcome.expected(),
        outcome.observed(),
        kept);
  }

  private static CheckOutcome outcome(RunState state, PlannedCheck check) {
    return switch (state.check(check.name())) {
      case CheckState.Passed passed ->
          outcome(check, Status.PASSED, passed.expected(), passed.observed(), List.of());
      case CheckState.Failed failed ->
          outcome(check, Status.FAILED, failed.expected(), failed.observed(), failed.evidence());
      case CheckState.NotApplicable skipped ->
          outcome(check, Status.SKIPPED, "", skipped.reason(), List.of());
      case CheckState.Pending _ -> outcome(check, Status.SKIPPED, "", "not evaluated", List.of());
    };
  }

  private static CheckOutcome outcome(
      PlannedCheck check, Status status, String expected, String observed, List<String> evidence) {
    List<String> on = check.stages().isEmpty() ? check.figures() : check.stages();
    return new CheckOutcome(
        check.name(), on, check.severity(), status, expected, observed, evidence);
  }

  /** Every figure that was observed, in the plan's order. */
  public static List<FigureValue> figures(RunState state) {
    List<FigureValue> values = new ArrayList<>();
    for (PlannedFigure figure : state.plan().figures()) {
      if (state.figure(figure.name()) instanceof FigureState.Observed observed) {
        values.add(new FigureValue(figure.name(), figure.label(), observed.value(), figure.unit()));
      }
    }
    return values;
  }

  /** Hash of every file that the run exported, by publication, delivered or not. */
  public static Map<String, String> exports(RunState state) {
    Map<String, String> hashes = new TreeMap<>();
    for (ArtefactRef artefact : state.artefacts()) {
      if (StageNames.isExport(artefact.stage())) {
        hashes.put(StageNames.publication(artefact.stage()), artefact.files().getFirst().sha256());
      }
    }
    return hashes;
  }

  /** Every file that a delivery put outside, in the plan's order. */
  public static List<DeliveredFile> files(RunState state) {
    return state.plan().stages().stream()
        .map(stage -> state.stage(stage.name()))
        .filter(StageState.Delivered.class::isInstance)
        .flatMap(stage -> ((StageState.Delivered) stage).files().stream())
        .toList();
  }
}
