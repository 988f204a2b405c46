package io.sluice.wire.streams;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Knows whether a process stood still. One that was frozen for longer than its group waits for it
 * still has the records that it fetched before, and would act on them beside the one that took
 * over. Thread-safe.
 */
final class Pulse {

  private static final long BEAT_MS = 500;

  private final LongSupplier nanoTime;
  private final long limitNanos;
  private long last;
  private long standstills;

  /**
   * @param nanoTime a clock that goes on while the process is frozen
   * @param limit how long a standstill its tasks outlive
   */
  Pulse(LongSupplier nanoTime, Duration limit) {
    this.nanoTime = nanoTime;
    this.limitNanos = limit.toNanos();
    this.last = nanoTime.getAsLong();
  }

  /** That of this process. A thread of its own keeps it: stream threads wait for brokers, too. */
  static Pulse ofProcess() {
    return OfProcess.PULSE;
  }

  private static final class OfProcess {
    private static final Pulse PULSE = new Pulse(System::nanoTime, StreamsSettings.STANDSTILL);

    static {
      Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("pulse").factory())
          .scheduleWithFixedDelay(PULSE::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** The process goes on. */
  synchronized void beat() {
    long now = nanoTime.getAsLong();
    if (now - last >= limitNanos) {
      standstills++;
    }
    last = now;
  }

  /** How often it stood still until now, which a task notes when it begins. */
  synchronized long standstills() {
    beat();
    return standstills;
  }

  /**
   * Has to be called before a task acts.
   *
   * @param known what {@link #standstills} was when the task began
   * @throws TaskMigratedException if others may have the task by now: Kafka Streams drops what the
   *     thread has and joins again
   */
  synchronized void requireNoneSince(long known) {
    if (standstills != known || nanoTime.getAsLong() - last >= limitNanos) {
      throw new TaskMigratedException(
          "The process stood still for a while: others may have its tasks by now");
    }
  }
}
