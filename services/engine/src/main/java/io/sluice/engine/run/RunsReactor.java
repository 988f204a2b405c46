package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.Outgoing.Emit;
import java.time.Instant;
import java.util.List;

/** Ends runs whose machinery failed and runs that somebody cancelled. */
public final class RunsReactor implements Reactor {

  @Override
  public List<Effect> outstanding(RunState state, Instant now) {
    if (state.cancel().isPresent() && state.cancellable()) {
      RunInput.CancelAsked asked = state.cancel().get();
      RunEvent event = new RunEvent.Cancelled(state.run(), now, asked.by(), asked.reason());
      return List.of(new Effect("cancel", now, new Emit(event)));
    }
    if (!state.brokenDown()) {
      return List.of();
    }
    String reason = reason(state, state.failedStages().getFirst());
    return List.of(
        new Effect("fail", now, new Emit(new RunEvent.Failed(state.run(), now, reason))));
  }

  private static String reason(RunState state, PlannedStage stage) {
    StageState.Failed failed = (StageState.Failed) state.stage(stage.name());
    return "stage %s failed at attempt %d: %s"
        .formatted(stage.name(), failed.attempt(), failed.message());
  }
}
