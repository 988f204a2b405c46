package io.sluice.cli.client;

import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StageState;
import io.sluice.engine.trigger.RunRequest;
import java.util.Optional;

/**
 * One of several runs that were asked for, over.
 *
 * @param number counts those that are over, from 1
 * @param state its state at its end; empty when it could not start
 * @param reason what stood against it; empty when nothing did
 */
public record FollowedRun(
    int number, int of, RunRequest request, Optional<RunState> state, String reason) {

  /** How it ended; empty when it could not start. */
  public Optional<RunEnd> end() {
    return state.flatMap(
        it ->
            it.phase() instanceof RunPhase.Ended(RunEnd end, _)
                ? Optional.of(end)
                : Optional.empty());
  }

  /** How many of its stages worked. */
  public long worked() {
    return completed(false);
  }

  /** How many of its stages found their artefact. */
  public long reused() {
    return completed(true);
  }

  private long completed(boolean reused) {
    return state.stream()
        .flatMap(it -> it.stages().values().stream())
        .filter(it -> it instanceof StageState.Completed done && done.reused() == reused)
        .count();
  }
}
