package io.sluice.engine.run;

/** What a run's state is folded from. */
public sealed interface RunInput permits RunEvent, RunInput.CancelAsked, RunInput.ResultReleased {

  /** The run it is about. */
  RunRef run();

  /**
   * Somebody asked to cancel the run; only {@code runs} folds it.
   *
   * @param id identity of the request
   */
  record CancelAsked(RunRef run, String id, String by, String reason) implements RunInput {}

  /** The run's result was read back from the results topic; only {@code runs} folds it. */
  record ResultReleased(RunRef run) implements RunInput {}
}
