package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunInput.CancelAsked;
import io.sluice.engine.run.RunPhase.Ended;
import io.sluice.engine.run.RunPhase.Passed;
import io.sluice.engine.run.RunPhase.Publishing;
import io.sluice.engine.run.RunPhase.Refused;
import io.sluice.engine.run.RunPhase.Working;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The transitions of a run as a whole: gate, publication, end. */
final class PhaseFold {

  private PhaseFold() {}

  static Evolution gatePassed(RunState state, RunEvent.GatePassed event) {
    return switch (state.phase()) {
      case Working _ when !state.settled() -> unchanged(state, Acceptance.LATE);
      case Working _ when !mayPass(state, event) -> unchanged(state, Acceptance.ILLEGAL);
      case Working _ when !isOf(state, event) -> unchanged(state, Acceptance.LATE);
      case Working _ -> Evolution.accepted(state.with(new Passed(event)));
      case Passed _, Publishing _ -> unchanged(state, Acceptance.DUPLICATE);
      case Refused _, Ended _ -> unchanged(state, Acceptance.LATE);
    };
  }

  private static boolean mayPass(RunState state, RunEvent.GatePassed event) {
    Set<String> errorChecks =
        state.plan().checks().stream()
            .filter(PlannedCheck::blocks)
            .map(PlannedCheck::name)
            .collect(Collectors.toSet());
    return !state.halted()
        && state.failedStages().isEmpty()
        && errorChecks.equals(Set.copyOf(event.checks()));
  }

  /** A gate that looked at an artefact which was lost and made again since is overtaken. */
  private static boolean isOf(RunState state, RunEvent.GatePassed event) {
    return Set.copyOf(state.artefacts()).equals(Set.copyOf(event.artefacts()));
  }

  static Evolution gateFailed(RunState state, RunEvent.GateFailed event) {
    return switch (state.phase()) {
      case Working _ when !state.settled() -> unchanged(state, Acceptance.LATE);
      case Working _ when !state.halted() -> unchanged(state, Acceptance.ILLEGAL);
      case Working _ -> Evolution.accepted(state.with(new Refused(event.failed(), false)));
      case Refused _ -> unchanged(state, Acceptance.DUPLICATE);
      case Passed _, Publishing _, Ended _ -> unchanged(state, Acceptance.LATE);
    };
  }

  static Evolution opened(RunState state, RunEvent.PublicationOpened event) {
    return switch (state.phase()) {
      case Passed passed ->
          Evolution.accepted(
              state.with(new Publishing(passed.gate(), event.version(), event.at(), false)));
      case Publishing _ -> unchanged(state, Acceptance.DUPLICATE);
      case Working _, Refused _ -> unchanged(state, Acceptance.ILLEGAL);
      case Ended _ -> unchanged(state, Acceptance.LATE);
    };
  }

  static Evolution completed(RunState state, RunEvent.Completed event) {
    Acceptance acceptance =
        switch (event.outcome()) {
          case PUBLISHED -> delivered(state, false);
          case REPLAYED -> delivered(state, true);
          case UNCHANGED, SUPERSEDED -> withoutPublication(state);
          case REJECTED, FAILED, CANCELLED -> Acceptance.ILLEGAL;
        };
    return acceptance == Acceptance.ACCEPTED
        ? end(state, event, new RunEnd(event.outcome(), event.version(), List.of()))
        : unchanged(state, acceptance);
  }

  private static Acceptance delivered(RunState state, boolean shadow) {
    return state.phase() instanceof Publishing
            && state.delivered()
            && state.started().origin().shadow() == shadow
        ? Acceptance.ACCEPTED
        : Acceptance.ILLEGAL;
  }

  private static Acceptance withoutPublication(RunState state) {
    return switch (state.phase()) {
      case Passed _ -> Acceptance.ACCEPTED;
      case Publishing _, Ended _ -> Acceptance.LATE;
      case Working _, Refused _ -> Acceptance.ILLEGAL;
    };
  }

  static Evolution rejected(RunState state, RunEvent.Rejected event) {
    return state.phase() instanceof Refused
        ? end(state, event, new RunEnd(Outcome.REJECTED, 0, event.failed()))
        : unchanged(state, Acceptance.ILLEGAL);
  }

  static Evolution failed(RunState state, RunEvent.Failed event) {
    if (state.failedStages().isEmpty()) {
      return unchanged(state, Acceptance.ILLEGAL);
    }
    return state.brokenDown()
        ? end(state, event, new RunEnd(Outcome.FAILED, 0, List.of(event.reason())))
        : unchanged(state, Acceptance.LATE);
  }

  static Evolution cancelled(RunState state, RunEvent.Cancelled event) {
    return state.cancellable()
        ? end(state, event, new RunEnd(Outcome.CANCELLED, 0, List.of(event.reason())))
        : unchanged(state, Acceptance.LATE);
  }

  static Evolution cancelAsked(RunState state, CancelAsked asked) {
    if (!state.cancellable()) {
      return unchanged(state, Acceptance.LATE);
    }
    return state.cancel().isPresent()
        ? unchanged(state, Acceptance.DUPLICATE)
        : Evolution.accepted(state.with(asked));
  }

  static Evolution released(RunState state) {
    return switch (state.phase()) {
      case Publishing open when !open.released() ->
          Evolution.accepted(
              state.with(new Publishing(open.gate(), open.version(), open.openedAt(), true)));
      case Refused refused when !refused.released() ->
          Evolution.accepted(state.with(new Refused(refused.failed(), true)));
      case Publishing _, Refused _ -> unchanged(state, Acceptance.DUPLICATE);
      case Working _, Passed _ -> unchanged(state, Acceptance.ILLEGAL);
      case Ended _ -> unchanged(state, Acceptance.LATE);
    };
  }

  private static Evolution end(RunState state, RunEvent event, RunEnd end) {
    return Evolution.accepted(state.with(new Ended(end, event.at())));
  }

  private static Evolution unchanged(RunState state, Acceptance acceptance) {
    return new Evolution(state, acceptance);
  }
}
