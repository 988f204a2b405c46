package io.sluice.engine.run;

/** What a reactor wants written. */
public sealed interface Outgoing {

  /** An event of the run, to the events topic. */
  record Emit(RunEvent event) implements Outgoing {}

  /** A work item, to the topic of the stage's pool. */
  record DispatchStage(StageItem item) implements Outgoing {}

  /** A work item, to the topic of checks. */
  record DispatchCheck(CheckItem item) implements Outgoing {}

  /** A result, to the results topic: the only act of release. */
  record Release(RunResult result) implements Outgoing {}
}
