package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.Outgoing.DispatchStage;
import io.sluice.engine.run.Outgoing.Emit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Hands out the stages of its pools, skips those that cannot work, and times out attempts. */
public final class PoolReactor implements Reactor {

  /** A worker ends an attempt at its limit by itself; only a lost one is timed out from here. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Predicate<String> pools;

  /**
   * @param pools which pools this service serves
   */
  public PoolReactor(Predicate<String> pools) {
    this.pools = pools;
  }

  @Override
  public List<Effect> outstanding(RunState state, Instant now) {
    List<Effect> effects = new ArrayList<>();
    for (PlannedStage stage : state.plan().stages()) {
      if (pools.test(stage.pool())) {
        effect(state, stage, now).ifPresent(effects::add);
      }
    }
    return effects;
  }

  private static Optional<Effect> effect(RunState state, PlannedStage stage, Instant now) {
    Optional<String> skip = state.skipReason(stage);
    if (skip.isPresent()) {
      RunEvent event = new RunEvent.StageSkipped(state.run(), now, stage.name(), skip.get());
      return Optional.of(new Effect("skip/" + stage.name(), now, new Emit(event)));
    }
    return switch (state.stage(stage.name())) {
      case StageState.Ready ready -> Optional.of(dispatch(state, stage, ready));
      case StageState.Started started -> Optional.of(timeout(state, stage, started, now));
      default -> Optional.empty();
    };
  }

  private static Effect dispatch(RunState state, PlannedStage stage, StageState.Ready ready) {
    return new Effect(
        "ready/" + stage.name() + "/" + ready.attempt(),
        ready.due(),
        new DispatchStage(StageItems.of(state, stage, ready.attempt())));
  }

  private static Effect timeout(
      RunState state, PlannedStage stage, StageState.Started started, Instant now) {
    StageAttempt attempt = new StageAttempt(stage.name(), started.attempt());
    String message =
        "nothing was heard of %s for %d s".formatted(started.worker(), limitSeconds(stage));
    RunEvent event =
        stage.delivers()
            ? new RunEvent.DeliveryFailed(state.run(), now, attempt, true, message)
            : new RunEvent.StageFailed(
                state.run(), now, attempt, FailureKind.TIMEOUT, true, message, List.of());
    Instant due = started.since().plusMillis(stage.limits().timeoutMs()).plus(GRACE);
    return new Effect("timeout/" + stage.name() + "/" + started.attempt(), due, new Emit(event));
  }

  private static long limitSeconds(PlannedStage stage) {
    return stage.limits().timeoutMs() / 1000 + GRACE.toSeconds();
  }
}
