package io.sluice.engine.run;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.RunInput.CancelAsked;
import io.sluice.engine.run.RunInput.ResultReleased;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Folds the log of a run into its state. Every service folds with this one function, so an event
 * means the same to all: the first legal one is accepted, the others are named.
 */
public final class RunFold {

  private RunFold() {}

  /** The state after a run's first event. */
  public static RunState begin(RunEvent.Started started) {
    Plan plan = started.plan();
    Map<String, StageState> stages = new LinkedHashMap<>();
    plan.stages().forEach(stage -> stages.put(stage.name(), new StageState.Waiting(1)));
    Map<String, CheckState> checks = new LinkedHashMap<>();
    plan.checks().forEach(check -> checks.put(check.name(), firstState(check)));
    Map<String, FigureState> figures = new LinkedHashMap<>();
    plan.figures().forEach(figure -> figures.put(figure.name(), new FigureState.Pending()));
    RunState state =
        new RunState(
            started,
            new RunPhase.Working(),
            Collections.unmodifiableMap(stages),
            Collections.unmodifiableMap(checks),
            Collections.unmodifiableMap(figures),
            Map.of(),
            Optional.empty());
    return follow(state, started.at());
  }

  private static CheckState firstState(PlannedCheck check) {
    return check.inapplicable().isEmpty()
        ? new CheckState.Pending()
        : new CheckState.NotApplicable(check.inapplicable());
  }

  /**
   * The state after an input, and what was made of it.
   *
   * @throws IllegalArgumentException if the input is of another run
   */
  public static Evolution evolve(RunState state, RunInput input) {
    if (!state.run().equals(input.run())) {
      throw new IllegalArgumentException(
          "Expected an input of " + state.run().key() + " but got one of " + input.run().key());
    }
    if (state.phase() instanceof RunPhase.Ended) {
      return new Evolution(state, Acceptance.LATE);
    }
    Evolution evolution = apply(state, input);
    if (evolution.acceptance() != Acceptance.ACCEPTED || !(input instanceof RunEvent event)) {
      return evolution;
    }
    return Evolution.accepted(follow(evolution.state(), event.at()));
  }

  private static Evolution apply(RunState state, RunInput input) {
    return switch (input) {
      case RunEvent.Started _ -> new Evolution(state, Acceptance.DUPLICATE);
      case RunEvent.StageStarted event -> StageFold.started(state, event);
      case RunEvent.StageCompleted event -> StageFold.completed(state, event);
      case RunEvent.StageFailed event -> StageFold.failed(state, event);
      case RunEvent.StageSkipped event -> StageFold.skipped(state, event);
      case RunEvent.ArtefactLost event -> StageFold.lost(state, event);
      case RunEvent.DeliveryCompleted event -> StageFold.delivered(state, event);
      case RunEvent.DeliveryFailed event -> StageFold.deliveryFailed(state, event);
      case RunEvent.CheckPassed event -> CheckFold.passed(state, event);
      case RunEvent.CheckFailed event -> CheckFold.failed(state, event);
      case RunEvent.FigureObserved event -> CheckFold.observed(state, event);
      case RunEvent.GatePassed event -> PhaseFold.gatePassed(state, event);
      case RunEvent.GateFailed event -> PhaseFold.gateFailed(state, event);
      case RunEvent.PublicationOpened event -> PhaseFold.opened(state, event);
      case RunEvent.Completed event -> PhaseFold.completed(state, event);
      case RunEvent.Rejected event -> PhaseFold.rejected(state, event);
      case RunEvent.Failed event -> PhaseFold.failed(state, event);
      case RunEvent.Cancelled event -> PhaseFold.cancelled(state, event);
      case CancelAsked asked -> PhaseFold.cancelAsked(state, asked);
      case ResultReleased _ -> PhaseFold.released(state);
    };
  }

  /** What follows by itself: stages become ready, checks and figures lose what they look at. */
  private static RunState follow(RunState state, Instant at) {
    RunState next = state;
    for (PlannedStage stage : state.plan().stages()) {
      next = promote(next, stage, at);
    }
    for (PlannedFigure figure : state.plan().figures()) {
      next = abandon(next, figure);
    }
    for (PlannedCheck check : state.plan().checks()) {
      next = abandon(next, check);
    }
    return next;
  }

  private static RunState promote(RunState state, PlannedStage stage, Instant at) {
    if (!(state.stage(stage.name()) instanceof StageState.Waiting waiting)
        || !mayBegin(state, stage)) {
      return state;
    }
    return state.with(stage.name(), new StageState.Ready(waiting.attempt(), at));
  }

  private static boolean mayBegin(RunState state, PlannedStage stage) {
    boolean open =
        stage.delivers()
            ? state.phase() instanceof RunPhase.Publishing
            : !state.halted() && !(state.phase() instanceof RunPhase.Refused);
    return open && state.needsMet(stage);
  }

  private static RunState abandon(RunState state, PlannedFigure figure) {
    if (!(state.figure(figure.name()) instanceof FigureState.Pending)
        || !RunState.endedBadly(state.stage(figure.stage()))) {
      return state;
    }
    return state.with(
        figure.name(), new FigureState.NotApplicable(figure.stage() + " did not complete"));
  }

  private static RunState abandon(RunState state, PlannedCheck check) {
    if (!(state.check(check.name()) instanceof CheckState.Pending)) {
      return state;
    }
    return lostSubject(state, check)
        .map(reason -> state.with(check.name(), new CheckState.NotApplicable(reason)))
        .orElse(state);
  }

  private static Optional<String> lostSubject(RunState state, PlannedCheck check) {
    return switch (check.subject()) {
      case CONTRACT ->
          check.stages().stream()
              .filter(name -> RunState.endedBadly(state.stage(name)))
              .filter(name -> !RunState.contractKnown(state.stage(name)))
              .findFirst()
              .map(name -> name + " did not complete");
      case DATA ->
          check.stages().stream()
              .filter(name -> RunState.endedBadly(state.stage(name)))
              .findFirst()
              .map(name -> name + " did not complete");
      case FIGURES ->
          check.figures().stream()
              .filter(name -> outOfReach(state.figure(name)))
              .findFirst()
              .map(name -> "figure " + name + " has no value");
    };
  }

  private static boolean outOfReach(FigureState state) {
    return state instanceof FigureState.NotApplicable || state instanceof FigureState.Unobservable;
  }
}
