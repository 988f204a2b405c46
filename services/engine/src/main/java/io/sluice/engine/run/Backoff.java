package io.sluice.engine.run;

import io.sluice.engine.plan.PlannedStage;
import java.time.Duration;
import java.util.Objects;

/**
 * When a further attempt is made. Follows from identity alone, so every service computes the same.
 */
final class Backoff {

  private static final int MAX_DOUBLINGS = 10;
  private static final int JITTER_PERCENT = 20;

  private Backoff() {}

  /** The wait after a failed attempt: doubles with each, and up to 20 % more by identity. */
  static Duration after(RunRef run, PlannedStage planned, StageAttempt failed) {
    int doublings = Math.min(failed.attempt() - 1, MAX_DOUBLINGS);
    long base = planned.limits().backoffMs() << doublings;
    int spread = Math.floorMod(Objects.hash(run.key(), failed.stage(), failed.attempt()), 100);
    return Duration.ofMillis(base + base * JITTER_PERCENT * spread / 10_000);
  }
}
