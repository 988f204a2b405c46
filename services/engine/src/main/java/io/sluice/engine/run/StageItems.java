package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.StageState.Completed;
import java.util.List;

/** Makes the work items of a run's stages. */
public final class StageItems {

  private StageItems() {}

  /**
   * The work of one attempt.
   *
   * @throws ClassCastException if one of its needs is not complete
   */
  public static StageItem of(RunState state, PlannedStage stage, int attempt) {
    Plan plan = state.plan();
    List<InputFile> files = plan.inputs().getOrDefault(stage.name(), List.of());
    return new StageItem(
        Ids.of(state.run().key(), stage.name(), Integer.toString(attempt)),
        state.run(),
        state.started().subject(),
        state.started().revision(),
        stage,
        attempt,
        inputs(state, stage),
        files,
        stage.parametersOf(plan.parameters()),
        version(state));
  }

  private static List<StageInput> inputs(RunState state, PlannedStage stage) {
    return stage.needs().stream()
        .map(
            need -> {
              Completed completed = (Completed) state.stage(need.stage());
              ArtefactRef artefact =
                  stage.delivers() ? passed(state, need.stage()) : completed.artefact();
              return new StageInput(need.alias(), need.output(), completed.attempt(), artefact);
            })
        .toList();
  }

  /** A delivery gets exactly what the gate passed, even if the artefact was made again since. */
  private static ArtefactRef passed(RunState state, String stage) {
    RunPhase.Publishing publishing = (RunPhase.Publishing) state.phase();
    return publishing.gate().artefacts().stream()
        .filter(artefact -> artefact.stage().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  private static long version(RunState state) {
    return state.phase() instanceof RunPhase.Publishing publishing ? publishing.version() : 0;
  }
}
