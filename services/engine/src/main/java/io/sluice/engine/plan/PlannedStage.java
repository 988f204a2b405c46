package io.sluice.engine.plan;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactKey.Upstream;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stage of a run.
 *
 * @param operation how its worker does it: {@code ingest}, {@code sql}, {@code xlsx}, {@code
 *     directory}
 * @param operationVersion the operation's semantic version, raised by hand when the same definition
 *     would give other content
 * @param definitionHash hash of the SQL text, contract or export it runs
 * @param repeatable false when two executions may differ, so that the run id is in its key
 */
public record PlannedStage(
    String name,
    StageKind kind,
    String operation,
    int operationVersion,
    String pool,
    List<Need> needs,
    List<String> parameters,
    String definitionHash,
    boolean repeatable,
    Limits limits) {

  public PlannedStage {
    needs = List.copyOf(needs);
    parameters = List.copyOf(parameters);
  }

  /** Those of the bound parameters that it uses; one without a value is empty. */
  public Map<String, String> parametersOf(Map<String, String> bound) {
    Map<String, String> used = new HashMap<>();
    parameters.forEach(name -> used.put(name, bound.getOrDefault(name, "")));
    return used;
  }

  /**
   * The key of what it makes: a source by the content it captures, others by their inputs.
   *
   * @param used values of the parameters that it uses
   * @param inputs what it reads of other stages, by alias
   * @param files the files it captures
   * @param run id of the run; only a stage that is not repeatable counts it
   */
  public ArtefactKey key(
      Map<String, String> used, Map<String, Upstream> inputs, List<InputFile> files, String run) {
    TreeMap<String, Upstream> read = new TreeMap<>(inputs);
    files.forEach(file -> read.put("file:" + file.name(), new Upstream(file.sha256(), "")));
    return new ArtefactKey(
        operation,
        operationVersion,
        definitionHash,
        new TreeMap<>(used),
        read,
        repeatable ? Optional.empty() : Optional.of(run));
  }

  /** Whether it works only after the gate. */
  public boolean delivers() {
    return kind == StageKind.DELIVERY;
  }
}
