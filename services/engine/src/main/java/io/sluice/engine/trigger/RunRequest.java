package io.sluice.engine.trigger;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run that is asked for: by somebody, or by what a tick or arrivals come to.
 *
 * @param revision the revision to run; empty for the latest
 * @param referencesHash hash of the reference files that it counts on; empty without any
 * @param origin where it comes from; the same id never starts two runs of a subject
 * @param at the time that the run is planned for
 */
public record RunRequest(
    String flow,
    String revision,
    String referencesHash,
    RunSubject subject,
    Map<String, String> parameters,
    Map<String, List<InputFile>> inputs,
    Origin origin,
    String requestedBy,
    Instant at) {

  public RunRequest {
    parameters = Map.copyOf(parameters);
    inputs = Map.copyOf(inputs);
  }

  /** Identity of what asks for it. */
  public String id() {
    return origin.id();
  }

  /** The run that this request, and no other, starts. */
  public RunRef run() {
    return new RunRef(flow, Ids.of(flow, subject.sliceText(), subject.period(), id()));
  }

  /**
   * Runs of one queue start in the order of their triggers: those of its lane, or those of its
   * backfill.
   */
  public String queue() {
    return origin.backfill().map(id -> lane() + "#" + id).orElse(lane());
  }

  /** Runs of one lane share the flow's limit of open ones: {@code flow/slice}. */
  public String lane() {
    return Lane.of(flow, subject);
  }
}
