package io.sluice.engine.trigger;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Somebody asked for a run.
 *
 * @param id identity of the request: the same one never starts two runs
 * @param referencesHash hash of the reference files that it counts on; empty without any
 */
public record RunRequest(
    String id,
    String flow,
    String revision,
    String referencesHash,
    RunSubject subject,
    Map<String, String> parameters,
    Map<String, List<InputFile>> inputs,
    String requestedBy,
    Instant at) {

  public RunRequest {
    parameters = Map.copyOf(parameters);
    inputs = Map.copyOf(inputs);
  }

  /** The run that this request, and no other, starts. */
  public RunRef run() {
    return new RunRef(flow, Ids.of(flow, subject.sliceText(), subject.period(), id));
  }
}
