package io.sluice.wire.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Knows whether a stream thread went on without a long pause. A process that was frozen for longer
 * than its group waits for it still has the records that it fetched before, and would act on them
 * beside the one that took over. One for each thread, since tasks of a thread wait for each other.
 */
final class Pulse {

  private final LongSupplier nanoTime;
  private final Duration limit;
  private long last;

  /**
   * @param nanoTime a clock that goes on while the process is frozen
   * @param limit how long a pause its tasks outlive
   */
  Pulse(LongSupplier nanoTime, Duration limit) {
    this.nanoTime = nanoTime;
    this.limit = limit;
  }

  /** The thread goes on from here. */
  void beat() {
    last = nanoTime.getAsLong();
  }

  /**
   * Has to be called before a task acts, and after a {@link #beat}.
   *
   * @throws TaskMigratedException if others may have the tasks by now: Kafka Streams drops them and
   *     joins again
   */
  void requireOurs() {
    long pauseMs = (nanoTime.getAsLong() - last) / 1_000_000;
    if (pauseMs >= limit.toMillis()) {
      throw new TaskMigratedException(
          "Nothing was done for %d ms: others may have the tasks by now".formatted(pauseMs));
    }
  }
}
