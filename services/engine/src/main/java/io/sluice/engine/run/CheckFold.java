package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import java.util.List;
import java.util.Optional;

/** The transitions of checks and figures. */
final class CheckFold {

  private CheckFold() {}

  static Evolution passed(RunState state, RunEvent.CheckPassed event) {
    return verdict(state, event.check(), new CheckState.Passed(event.expected(), event.observed()));
  }

  static Evolution failed(RunState state, RunEvent.CheckFailed event) {
    return verdict(
        state,
        event.check(),
        new CheckState.Failed(event.expected(), event.observed(), event.evidence()));
  }

  private static Evolution verdict(RunState state, String name, CheckState next) {
    Optional<PlannedCheck> planned =
        state.plan().checks().stream().filter(check -> check.name().equals(name)).findFirst();
    if (planned.isEmpty()) {
      return new Evolution(state, Acceptance.ILLEGAL);
    }
    CheckState current = state.check(name);
    if (!(current instanceof CheckState.Pending)) {
      boolean same = current.getClass() == next.getClass();
      return new Evolution(state, same ? Acceptance.DUPLICATE : Acceptance.LATE);
    }
    if (!state.isReady(planned.get())) {
      return new Evolution(state, beforeItsTime(state, planned.get().stages()));
    }
    return Evolution.accepted(state.with(name, next));
  }

  static Evolution observed(RunState state, RunEvent.FigureObserved event) {
    Optional<PlannedFigure> planned =
        state.plan().figures().stream()
            .filter(figure -> figure.name().equals(event.figure()))
            .findFirst();
    if (planned.isEmpty()) {
      return new Evolution(state, Acceptance.ILLEGAL);
    }
    FigureState current = state.figure(event.figure());
    FigureState next =
        event
            .value()
            .<FigureState>map(FigureState.Observed::new)
            .orElseGet(() -> new FigureState.Unobservable(event.problem()));
    if (!(current instanceof FigureState.Pending)) {
      boolean same = current.getClass() == next.getClass();
      return new Evolution(state, same ? Acceptance.DUPLICATE : Acceptance.LATE);
    }
    if (!state.isReady(planned.get())) {
      return new Evolution(state, beforeItsTime(state, List.of(planned.get().stage())));
    }
    return Evolution.accepted(state.with(event.figure(), next));
  }

  /** A verdict on an artefact that was lost since is late; one on no artefact is a defect. */
  private static Acceptance beforeItsTime(RunState state, List<String> stages) {
    boolean reopened = stages.stream().anyMatch(name -> state.stage(name).attempt() > 1);
    return reopened ? Acceptance.LATE : Acceptance.ILLEGAL;
  }
}
