package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Work whose attempt is made only when it is performed; one that was interrupted before is never
 * performed.
 */
public final class AttemptWork implements Work {

  private final RunRef run;
  private final long timeoutMs;
  private final Predicate<RunEvent> endedBy;
  private final Callable<? extends Attempt> begin;
  private @Nullable Attempt attempt;
  private boolean interrupted;

  /** What an item asks for, under way. */
  public interface Attempt {

    /**
     * Does it.
     *
     * @param tell writes an event to the log
     */
    void perform(Consumer<RunEvent> tell);

    /**
     * What is told instead of doing it once more.
     *
     * @param why why it is not done, in words
     */
    RunEvent givenUp(String why);

    /** Ends it early, from another thread. */
    void interrupt();
  }

  /**
   * Work for a run.
   *
   * @param endedBy whether an event of the run makes the work useless
   * @param begin makes the attempt; what it throws hands the item back
   */
  public AttemptWork(
      RunRef run, long timeoutMs, Predicate<RunEvent> endedBy, Callable<? extends Attempt> begin) {
    this.run = run;
    this.timeoutMs = timeoutMs;
    this.endedBy = endedBy;
    this.begin = begin;
  }

  /** What to throw when a work item is of another kind than expected. */
  public static IllegalArgumentException unexpected(String expected, SpecificRecord record) {
    return new IllegalArgumentException(
        "Expected a %s but found a %s".formatted(expected, record.getSchema().getName()));
  }

  @Override
  public RunRef run() {
    return run;
  }

  @Override
  public long timeoutMs() {
    return timeoutMs;
  }

  @Override
  public boolean endedBy(RunEvent event) {
    return endedBy.test(event);
  }

  @Override
  public void perform(Consumer<RunEvent> tell) throws Exception {
    Attempt begun = begin.call();
    if (hold(begun)) {
      begun.perform(tell);
    }
  }

  @Override
  public void giveUp(String why, Consumer<RunEvent> tell) throws Exception {
    tell.accept(begin.call().givenUp(why));
  }

  private synchronized boolean hold(Attempt begun) {
    attempt = begun;
    return !interrupted;
  }

  @Override
  public synchronized void interrupt() {
    interrupted = true;
    if (attempt != null) {
      attempt.interrupt();
    }
  }
}
