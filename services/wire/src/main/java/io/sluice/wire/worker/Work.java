package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import java.util.function.Consumer;

/** One work item under way. */
public interface Work {

  /** The run that it is for. */
  RunRef run();

  /** How long it may take; after that it is interrupted. */
  long timeoutMs();

  /**
   * Does the work and tells what happened. What it throws hands the item back to the group.
   *
   * @param tell writes an event to the log
   */
  void perform(Consumer<RunEvent> tell) throws Exception;

  /**
   * Tells, instead of doing the work, that it is not tried once more. What it throws hands the item
   * back.
   *
   * @param why why not, in words
   * @param tell writes an event to the log
   */
  void giveUp(String why, Consumer<RunEvent> tell) throws Exception;

  /** Ends the work early, from another thread. */
  void interrupt();

  /** Whether an event of the run makes this work useless. */
  boolean endedBy(RunEvent event);
}
