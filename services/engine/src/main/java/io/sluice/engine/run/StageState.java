package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;
import java.time.Instant;
import java.util.List;

/** Where a stage of a run stands. */
public sealed interface StageState {

  /** The attempt it is at, or will be at next; from 1. */
  int attempt();

  /** Whether nothing more will happen to it, save that its artefact is lost. */
  default boolean isFinal() {
    return this instanceof Done;
  }

  /** A final state. */
  sealed interface Done extends StageState {}

  /** Its needs are not all there. */
  record Waiting(int attempt) implements StageState {}

  /**
   * Its work item may go out.
   *
   * @param due not before this instant: the backoff of a further attempt
   */
  record Ready(int attempt, Instant due) implements StageState {}

  /** A worker is at it. */
  record Started(int attempt, Instant since, String worker) implements StageState {}

  /** Its artefact is committed. */
  record Completed(
      int attempt, ArtefactRef artefact, double millis, double queryMillis, boolean reused)
      implements Done {}

  /** A delivery is done. */
  record Delivered(int attempt, List<DeliveredFile> files) implements Done {
    public Delivered {
      files = List.copyOf(files);
    }
  }

  /** No further attempt will be made. */
  record Failed(int attempt, FailureKind kind, String message, List<String> details)
      implements Done {
    public Failed {
      details = List.copyOf(details);
    }
  }

  /** It does not work in this run. */
  record Skipped(int attempt, String reason) implements Done {}
}
