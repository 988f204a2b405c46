package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactKey.Upstream;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.plan.PlannedStage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Work for a stage service: all that one attempt needs to know.
 *
 * @param id derived from run, stage and attempt, so that a repeat is recognised
 * @param files the input's files, for an ingest
 * @param parameters the bound parameters that the stage uses
 * @param version the publication's version, for a delivery; else 0
 */
public record StageItem(
    String id,
    RunRef run,
    RunSubject subject,
    String revision,
    PlannedStage stage,
    int attempt,
    List<StageInput> inputs,
    List<InputFile> files,
    Map<String, String> parameters,
    long version) {

  public StageItem {
    inputs = List.copyOf(inputs);
    files = List.copyOf(files);
    parameters = Map.copyOf(parameters);
  }

  /** The key of the artefact that it asks for. */
  public ArtefactKey key() {
    Map<String, Upstream> upstream = new HashMap<>();
    inputs.forEach(
        input -> upstream.put(input.alias(), new Upstream(input.artefact().key(), input.output())));
    return stage.key(parameters, upstream, files, run.run());
  }

  /** Whether an event of the run makes working on this item useless. */
  public boolean endedBy(RunEvent event) {
    return switch (event) {
      case RunEvent.StageCompleted done -> done.stage().stage().equals(stage.name());
      case RunEvent.DeliveryCompleted done -> done.stage().stage().equals(stage.name());
      case RunEvent.StageSkipped skipped -> skipped.stage().equals(stage.name());
      default -> event.endsRun();
    };
  }

  /** The attempt this item is for. */
  public StageAttempt stageAttempt() {
    return new StageAttempt(stage.name(), attempt);
  }
}
