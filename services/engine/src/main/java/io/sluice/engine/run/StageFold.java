package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.StageState.Completed;
import io.sluice.engine.run.StageState.Delivered;
import io.sluice.engine.run.StageState.Done;
import io.sluice.engine.run.StageState.Failed;
import io.sluice.engine.run.StageState.Ready;
import io.sluice.engine.run.StageState.Skipped;
import io.sluice.engine.run.StageState.Started;
import io.sluice.engine.run.StageState.Waiting;
import java.util.List;
import java.util.Optional;

/** The transitions of a stage. */
final class StageFold {

  /** How often an artefact may be lost and made again before its stage fails. */
  private static final int MAX_REOPENED = 10;

  private StageFold() {}

  static Evolution started(RunState state, RunEvent.StageStarted event) {
    StageAttempt stage = event.stage();
    return switch (state.stages().get(stage.stage())) {
      case null -> unchanged(state, Acceptance.ILLEGAL);
      case Ready ready when ready.attempt() == stage.attempt() ->
          accept(state, stage, new Started(stage.attempt(), event.at(), event.worker()));
      case Started started when started.attempt() == stage.attempt() ->
          unchanged(state, Acceptance.DUPLICATE);
      case Done _ -> unchanged(state, Acceptance.LATE);
      case StageState open -> overtaken(state, open, stage);
    };
  }

  static Evolution completed(RunState state, RunEvent.StageCompleted event) {
    StageAttempt stage = event.stage();
    if (isDelivery(state, stage.stage())) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    return switch (state.stages().get(stage.stage())) {
      case null -> unchanged(state, Acceptance.ILLEGAL);
      case Completed completed when completed.artefact().key().equals(event.artefact().key()) ->
          unchanged(state, Acceptance.DUPLICATE);
      case Done _ -> unchanged(state, Acceptance.LATE);
      case StageState open when !wasHandedOut(open, stage) -> unchanged(state, Acceptance.ILLEGAL);
      case StageState _ when !state.counts(stage) -> unchanged(state, Acceptance.LATE);
      case StageState open ->
          accept(
              state,
              stage,
              // attempts never go back: whatever was told of the open one is overtaken by this
              new Completed(
                  open.attempt(),
                  event.artefact(),
                  event.millis(),
                  event.queryMillis(),
                  event.reused()));
    };
  }

  static Evolution failed(RunState state, RunEvent.StageFailed event) {
    if (isDelivery(state, event.stage().stage())) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    Failed failure =
        new Failed(event.stage().attempt(), event.kind(), event.message(), event.details());
    boolean retry = event.retryable() && event.kind() != FailureKind.INPUT;
    return attemptFailed(state, event, event.stage(), failure, retry);
  }

  static Evolution deliveryFailed(RunState state, RunEvent.DeliveryFailed event) {
    if (!isDelivery(state, event.stage().stage())) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    Failed failure =
        new Failed(event.stage().attempt(), FailureKind.MACHINERY, event.message(), List.of());
    return attemptFailed(state, event, event.stage(), failure, event.retryable());
  }

  private static Evolution attemptFailed(
      RunState state, RunEvent event, StageAttempt stage, Failed failure, boolean retry) {
    StageState current = state.stages().get(stage.stage());
    if (current == null) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    if (current instanceof Failed failed && failed.attempt() == stage.attempt()) {
      return unchanged(state, Acceptance.DUPLICATE);
    }
    if (current instanceof Done) {
      return unchanged(state, Acceptance.LATE);
    }
    if (current.attempt() != stage.attempt() || current instanceof Waiting) {
      return overtaken(state, current, stage);
    }
    PlannedStage planned = planned(state, stage.stage());
    boolean again = retry && stage.attempt() < planned.limits().maxAttempts();
    StageState next =
        again
            ? new Ready(
                stage.attempt() + 1, event.at().plus(Backoff.after(state.run(), planned, stage)))
            : failure;
    return accept(state, stage, next);
  }

  static Evolution skipped(RunState state, RunEvent.StageSkipped event) {
    Optional<PlannedStage> planned = state.plan().stage(event.stage());
    if (planned.isEmpty()) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    StageState current = state.stage(event.stage());
    if (current instanceof Skipped) {
      return unchanged(state, Acceptance.DUPLICATE);
    }
    if (current instanceof Done || current instanceof Started) {
      return unchanged(state, Acceptance.LATE);
    }
    if (state.skipReason(planned.get()).isEmpty()) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    return Evolution.accepted(
        state.with(event.stage(), new Skipped(current.attempt(), event.reason())));
  }

  /**
   * The one backward transition: the stage works again under the same key, and whoever was about to
   * read its artefact waits for it with an attempt of its own.
   */
  static Evolution lost(RunState state, RunEvent.ArtefactLost event) {
    return switch (state.stages().get(event.stage())) {
      case null -> unchanged(state, Acceptance.ILLEGAL);
      case Completed completed
          when completed.attempt() == event.attempt()
              && completed.artefact().key().equals(event.key()) ->
          Evolution.accepted(reopen(state, event));
      case StageState current when current.attempt() > event.attempt() ->
          unchanged(state, Acceptance.DUPLICATE);
      case Done _ -> unchanged(state, Acceptance.LATE);
      case StageState _ -> unchanged(state, Acceptance.ILLEGAL);
    };
  }

  private static RunState reopen(RunState state, RunEvent.ArtefactLost event) {
    int attempt = event.attempt() + 1;
    int allowed = planned(state, event.stage()).limits().maxAttempts() + MAX_REOPENED;
    String message = "its artefact was lost again and again: " + event.reason();
    StageState reopened =
        attempt > allowed
            ? new Failed(event.attempt(), FailureKind.MACHINERY, message, List.of())
            : new Waiting(attempt);
    RunState next = state.with(event.stage(), reopened).reopenedAt(event.stage(), attempt);
    for (PlannedStage reader : state.plan().stages()) {
      boolean reads = reader.needs().stream().anyMatch(need -> need.stage().equals(event.stage()));
      if (reads && isHandedOut(state.stage(reader.name()))) {
        int further = state.stage(reader.name()).attempt() + 1;
        next = next.with(reader.name(), new Waiting(further));
      }
    }
    return next;
  }

  private static boolean isHandedOut(StageState state) {
    return state instanceof Ready || state instanceof Started;
  }

  static Evolution delivered(RunState state, RunEvent.DeliveryCompleted event) {
    StageAttempt stage = event.stage();
    if (!isDelivery(state, stage.stage())) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    return switch (state.stage(stage.stage())) {
      case Delivered _ -> unchanged(state, Acceptance.DUPLICATE);
      case Done _ -> unchanged(state, Acceptance.LATE);
      case StageState open when !wasHandedOut(open, stage) -> unchanged(state, Acceptance.ILLEGAL);
      case StageState open -> accept(state, stage, new Delivered(open.attempt(), event.files()));
    };
  }

  /** Whether that attempt's work item may have gone out. */
  private static boolean wasHandedOut(StageState open, StageAttempt stage) {
    int last = open instanceof Waiting ? open.attempt() - 1 : open.attempt();
    return stage.attempt() <= last;
  }

  private static Evolution overtaken(RunState state, StageState open, StageAttempt stage) {
    return unchanged(
        state, stage.attempt() < open.attempt() ? Acceptance.LATE : Acceptance.ILLEGAL);
  }

  private static boolean isDelivery(RunState state, String stage) {
    return state.plan().stage(stage).map(PlannedStage::delivers).orElse(false);
  }

  private static PlannedStage planned(RunState state, String stage) {
    return state.plan().stage(stage).orElseThrow();
  }

  private static Evolution accept(RunState state, StageAttempt stage, StageState next) {
    return Evolution.accepted(state.with(stage.stage(), next));
  }

  private static Evolution unchanged(RunState state, Acceptance acceptance) {
    return new Evolution(state, acceptance);
  }
}
