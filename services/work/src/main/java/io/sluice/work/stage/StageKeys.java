package io.sluice.work.stage;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactKey.Upstream;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of stages' artefacts. */
final class StageKeys {

  private StageKeys() {}

  /** The key of what an item makes: a source by the content it captures, others by their inputs. */
  static ArtefactKey of(StageItem item) {
    PlannedStage stage = item.stage();
    TreeMap<String, Upstream> inputs = new TreeMap<>();
    for (StageInput input : item.inputs()) {
      inputs.put(input.alias(), new Upstream(input.artefact().key(), input.output()));
    }
    for (InputFile file : item.files()) {
      inputs.put("file:" + file.name(), new Upstream(file.sha256(), ""));
    }
    return new ArtefactKey(
        stage.operation(),
        stage.operationVersion(),
        stage.definitionHash(),
        new TreeMap<>(item.parameters()),
        inputs,
        stage.repeatable() ? Optional.empty() : Optional.of(item.run().run()));
  }
}
