package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.Outgoing.Emit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends runs whose machinery failed and runs that somebody cancelled. */
public final class RunsReactor implements Reactor {

  @Override
  public List<Effect> outstanding(RunState state, Instant now) {
    return ending(state, now)
        .map(event -> List.of(new Effect("stop", now, new Emit(event))))
        .orElse(List.of());
  }

  private static Optional<RunEvent> ending(RunState state, Instant now) {
    if (state.cancel().isPresent()) {
      RunInput.CancelAsked asked = state.cancel().get();
      return Optional.of(new RunEvent.Cancelled(state.run(), now, asked.by(), asked.reason()));
    }
    return failure(state).map(reason -> new RunEvent.Failed(state.run(), now, reason));
  }

  /**
   * A run fails only when nothing is left that could show its data to be bad: rejected comes before
   * failed, in whatever order the log tells of them.
   */
  private static Optional<String> failure(RunState state) {
    List<PlannedStage> failed = state.failedStages();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    boolean over =
        switch (state.phase()) {
          case RunPhase.Working _ -> state.settled() && !state.halted();
          case RunPhase.Publishing _ -> true;
          case RunPhase.Passed _ -> true;
          case RunPhase.Refused _, RunPhase.Ended _ -> false;
        };
    return over ? Optional.of(reason(state, failed.getFirst())) : Optional.empty();
  }

  private static String reason(RunState state, PlannedStage stage) {
    StageState.Failed failed = (StageState.Failed) state.stage(stage.name());
    return "stage %s failed at attempt %d: %s"
        .formatted(stage.name(), failed.attempt(), failed.message());
  }
}
