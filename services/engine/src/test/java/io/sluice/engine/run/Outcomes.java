package io.sluice.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How stages, checks and figures turn out, by name alone.
 *
 * @param broken stages that fail for good
 * @param bad sources whose input breaks its contract
 * @param shaky stages whose first two attempts fail
 * @param refuted checks that do not hold
 * @param missing figures without a value
 */
record Outcomes(
    Set<String> broken,
    Set<String> bad,
    Set<String> shaky,
    Set<String> refuted,
    Set<String> missing) {

  static final Outcomes GOOD = new Outcomes(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  boolean breaks(String stage) {
    return broken.contains(stage);
  }

  boolean misses(String figure) {
    return missing.contains(figure);
  }

  Optional<RunEvent> failure(StageAttempt stage, Instant now) {
    if (breaks(stage.stage())) {
      return Optional.of(failed(stage, FailureKind.WORK, false, now));
    }
    if (bad.contains(stage.stage())) {
      return Optional.of(failed(stage, FailureKind.INPUT, true, now));
    }
    return shaky.contains(stage.stage()) && stage.attempt() <= 2
        ? Optional.of(failed(stage, FailureKind.MACHINERY, true, now))
        : Optional.empty();
  }

  private static RunEvent failed(
      StageAttempt stage, FailureKind kind, boolean retryable, Instant now) {
    return new RunEvent.StageFailed(Telling.RUN, now, stage, kind, retryable, "broken", List.of());
  }

  RunEvent verdict(CheckItem item, Instant now) {
    boolean fails = refuted.contains(item.target()) || !item.inputFailure().isEmpty();
    return fails
        ? new RunEvent.CheckFailed(Telling.RUN, now, item.target(), "none", "some", List.of())
        : new RunEvent.CheckPassed(Telling.RUN, now, item.target(), "none", "none");
  }
}
