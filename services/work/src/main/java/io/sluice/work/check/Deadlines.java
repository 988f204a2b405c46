package io.sluice.work.check;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Interrupts sessions that work too long. It counts the time that passes while this process runs: a
 * process that was frozen, with the sessions in it, is not to blame them for that. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

  /** A freeze costs one tick. A query that was about to start may miss an interrupt. */
  private static final long TICK_MS = 200;

  private final Duration timeout;
  private final ScheduledExecutorService clock;

  Deadlines(Duration timeout) {
    this(
        timeout,
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("check-deadlines").factory()));
  }

  /**
   * @param clock ended by {@link #close}
   */
  Deadlines(Duration timeout, ScheduledExecutorService clock) {
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Interrupts when the time is over, and again at each tick from then on, unless the answer is
   * closed before.
   */
  Watch watch(Runnable interrupt) {
    AtomicLong left = new AtomicLong(timeout.toMillis());
    Runnable tick =
        () -> {
          if (left.addAndGet(-TICK_MS) <= 0) {
            interrupt.run();
          }
        };
    Future<?> ticking = clock.scheduleWithFixedDelay(tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    return () -> ticking.cancel(false);
  }

  /** The time in words: {@code 60 s}. */
  String words() {
    return timeout.toSeconds() + " s";
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** A session under watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
