package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened in a run. Every kind has one writer. */
public sealed interface RunEvent extends RunInput {

  /** When its writer wrote it. */
  Instant at();

  /** Whether nothing of the run is worth doing after it. */
  default boolean endsRun() {
    return this instanceof Completed
        || this instanceof Rejected
        || this instanceof Failed
        || this instanceof Cancelled;
  }

  /**
   * A trigger became a run.
   *
   * @param origin where it comes from
   * @param ordinal the flow's runs counted from 1, in the order of their triggers: tells which run
   *     is younger
   */
  record Started(
      RunRef run,
      Instant at,
      RunSubject subject,
      Origin origin,
      long ordinal,
      String revision,
      Plan plan)
      implements RunEvent {}

  /** A worker began. */
  record StageStarted(RunRef run, Instant at, StageAttempt stage, String worker)
      implements RunEvent {}

  /**
   * A stage's artefact is committed.
   *
   * @param millis wall time of the attempt
   * @param queryMillis the part of it spent in DuckDB
   * @param reused whether the artefact was there before
   */
  record StageCompleted(
      RunRef run,
      Instant at,
      StageAttempt stage,
      String worker,
      ArtefactRef artefact,
      double millis,
      double queryMillis,
      boolean reused)
      implements RunEvent {}

  /**
   * An attempt failed.
   *
   * @param details the offending cells of an input, at most 20
   */
  record StageFailed(
      RunRef run,
      Instant at,
      StageAttempt stage,
      FailureKind kind,
      boolean retryable,
      String message,
      List<String> details)
      implements RunEvent {
    public StageFailed {
      details = List.copyOf(details);
    }
  }

  /** A stage will not work in this run. */
  record StageSkipped(RunRef run, Instant at, String stage, String reason) implements RunEvent {}

  /**
   * A committed artefact is missing or damaged.
   *
   * @param stage the stage that made it
   * @param key the artefact's key
   * @param attempt the attempt its stage was at when it was committed
   */
  record ArtefactLost(RunRef run, Instant at, String stage, int attempt, String key, String reason)
      implements RunEvent {}

  /** A check holds. */
  record CheckPassed(RunRef run, Instant at, String check, String expected, String observed)
      implements RunEvent {}

  /**
   * A check does not hold, or could not be evaluated.
   *
   * @param evidence the first violations, at most 20
   */
  record CheckFailed(
      RunRef run, Instant at, String check, String expected, String observed, List<String> evidence)
      implements RunEvent {
    public CheckFailed {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A figure was measured.
   *
   * @param value empty when there is none to be had
   * @param problem why there is none; empty with a value
   */
  record FigureObserved(
      RunRef run, Instant at, String figure, Optional<BigDecimal> value, String problem)
      implements RunEvent {}

  /**
   * Every error check holds.
   *
   * @param checks every error check of the plan, with its verdict
   * @param artefacts every artefact that was passed, by its address and the hashes of its files
   * @param approvedBy who let it through by hand; empty when the checks did
   */
  record GatePassed(
      RunRef run, Instant at, List<String> checks, List<ArtefactRef> artefacts, String approvedBy)
      implements RunEvent {
    public GatePassed {
      checks = List.copyOf(checks);
      artefacts = List.copyOf(artefacts);
    }
  }

  /** An error check failed; nothing of the run is published. */
  record GateFailed(RunRef run, Instant at, List<String> failed) implements RunEvent {
    public GateFailed {
      failed = List.copyOf(failed);
    }
  }

  /** The point of no return: the run's deliveries may release what the gate passed. */
  record PublicationOpened(RunRef run, Instant at, long version) implements RunEvent {}

  /** A delivery is done. */
  record DeliveryCompleted(RunRef run, Instant at, StageAttempt stage, List<DeliveredFile> files)
      implements RunEvent {
    public DeliveryCompleted {
      files = List.copyOf(files);
    }
  }

  /** An attempt at a delivery failed. */
  record DeliveryFailed(
      RunRef run, Instant at, StageAttempt stage, boolean retryable, String message)
      implements RunEvent {}

  /** The run reached its end without fault. */
  record Completed(RunRef run, Instant at, RunEnd.Outcome outcome, long version)
      implements RunEvent {}

  /** The run's data did not pass its checks. */
  record Rejected(RunRef run, Instant at, List<String> failed) implements RunEvent {
    public Rejected {
      failed = List.copyOf(failed);
    }
  }

  /** The machinery failed. */
  record Failed(RunRef run, Instant at, String reason) implements RunEvent {}

  /** Somebody cancelled the run. */
  record Cancelled(RunRef run, Instant at, String by, String reason) implements RunEvent {}
}
