package io.sluice.engine.plan;

import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import java.util.List;

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

  /** Whether it works only after the gate. */
  public boolean delivers() {
    return kind == StageKind.DELIVERY;
  }
}
