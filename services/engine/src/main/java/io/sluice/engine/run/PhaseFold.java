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
      case Working _ when !state.settled() -> verdict(state, Verdict.LATE);
      case Working _ when !mayPass(state, event) -> verdict(state, Verdict.ILLEGAL);
      case Working _ when !isOf(state, event) -> verdict(state, Verdict.LATE);
      case Working _ -> Evolution.accepted(state.with(new Passed(event)));
      case Passed _, Publishing _ -> verdict(state, Verdict.DUPLICATE);
      case Refused _, Ended _ -> verdict(state, Verdict.LATE);
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
      case Working _ when !state.settled() -> verdict(state, Verdict.LATE);
      case Working _ when !state.halted() -> verdict(state, Verdict.ILLEGAL);
      case Working _ -> Evolution.accepted(state.with(new Refused(event.failed(), false)));
      case Refused _ -> verdict(state, Verdict.DUPLICATE);
      case Passed _, Publishing _, Ended _ -> verdict(state, Verdict.LATE);
    };
  }

  static Evolution opened(RunState state, RunEvent.PublicationOpened event) {
    return switch (state.phase()) {
      case Passed passed ->
          Evolution.accepted(
              state.with(new Publishing(passed.gate(), event.version(), event.at(), false)));
      case Publishing _ -> verdict(state, Verdict.DUPLICATE);
      case Working _, Refused _ -> verdict(state, Verdict.ILLEGAL);
      case Ended _ -> verdict(state, Verdict.LATE);
    };
  }

  static Evolution completed(RunState state, RunEvent.Completed event) {
    Verdict verdict =
        switch (event.outcome()) {
          case PUBLISHED -> delivered(state, false);
          case REPLAYED -> delivered(state, true);
          case UNCHANGED, SUPERSEDED -> withoutPublication(state);
          case REJECTED, FAILED, CANCELLED -> Verdict.ILLEGAL;
        };
    return verdict == Verdict.ACCEPTED
        ? end(state, event, new RunEnd(event.outcome(), event.version(), List.of()))
        : verdict(state, verdict);
  }

  private static Verdict delivered(RunState state, boolean shadow) {
    return state.phase() instanceof Publishing
            && state.delivered()
            && state.started().origin().shadow() == shadow
        ? Verdict.ACCEPTED
        : Verdict.ILLEGAL;
  }

  private static Verdict withoutPublication(RunState state) {
    return switch (state.phase()) {
      case Passed _ -> Verdict.ACCEPTED;
      case Publishing _, Ended _ -> Verdict.LATE;
      case Working _, Refused _ -> Verdict.ILLEGAL;
    };
  }

  static Evolution rejected(RunState state, RunEvent.Rejected event) {
    return state.phase() instanceof Refused
        ? end(state, event, new RunEnd(Outcome.REJECTED, 0, event.failed()))
        : verdict(state, Verdict.ILLEGAL);
  }

  static Evolution failed(RunState state, RunEvent.Failed event) {
    if (state.failedStages().isEmpty()) {
      return verdict(state, Verdict.ILLEGAL);
    }
    return state.brokenDown()
        ? end(state, event, new RunEnd(Outcome.FAILED, 0, List.of(event.reason())))
        : verdict(state, Verdict.LATE);
  }

  static Evolution cancelled(RunState state, RunEvent.Cancelled event) {
    return state.cancellable()
        ? end(state, event, new RunEnd(Outcome.CANCELLED, 0, List.of(event.reason())))
        : verdict(state, Verdict.LATE);
  }

  static Evolution cancelAsked(RunState state, CancelAsked asked) {
    if (!state.cancellable()) {
      return verdict(state, Verdict.LATE);
    }
    return state.cancel().isPresent()
        ? verdict(state, Verdict.DUPLICATE)
        : Evolution.accepted(state.with(asked));
  }

  static Evolution released(RunState state) {
    return switch (state.phase()) {
      case Publishing open when !open.released() ->
          Evolution.accepted(
              state.with(new Publishing(open.gate(), open.version(), open.openedAt(), true)));
      case Refused refused when !refused.released() ->
          Evolution.accepted(state.with(new Refused(refused.failed(), true)));
      case Publishing _, Refused _ -> verdict(state, Verdict.DUPLICATE);
      case Working _, Passed _ -> verdict(state, Verdict.ILLEGAL);
      case Ended _ -> verdict(state, Verdict.LATE);
    };
  }

  private static Evolution end(RunState state, RunEvent event, RunEnd end) {
    return Evolution.accepted(state.with(new Ended(end, event.at())));
  }

  private static Evolution verdict(RunState state, Verdict verdict) {
    return new Evolution(state, verdict);
  }
}
