package io.sluice.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a reactor wants written. */
public sealed interface Outgoing {

  /**
   * What is told of work that cannot be handed out, so that its run comes to an end; empty for what
   * is no work.
   */
  default Optional<RunEvent> notHandedOut(String why, Instant now) {
    return switch (this) {
      case DispatchStage(StageItem item) -> Optional.of(notHandedOut(item, why, now));
      case DispatchCheck(CheckItem item) -> Optional.of(item.unanswered(why, now));
      case Emit _, Release _ -> Optional.empty();
    };
  }

  private static RunEvent notHandedOut(StageItem item, String why, Instant now) {
    StageAttempt attempt = new StageAttempt(item.stage().name(), item.attempt());
    String message = "cannot be handed out: " + why;
    return item.stage().delivers()
        ? new RunEvent.DeliveryFailed(item.run(), now, attempt, false, message)
        : new RunEvent.StageFailed(
            item.run(), now, attempt, FailureKind.MACHINERY, false, message, List.of());
  }

  /** An event of the run, to the events topic. */
  record Emit(RunEvent event) implements Outgoing {}

  /** A work item, to the topic of the stage's pool. */
  record DispatchStage(StageItem item) implements Outgoing {}

  /** A work item, to the topic of checks. */
  record DispatchCheck(CheckItem item) implements Outgoing {}

  /** A result, to the results topic: the only act of release. */
  record Release(RunResult result) implements Outgoing {}
}
