package io.sluice.work.check;

import io.sluice.work.duckdb.Session;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts sessions that work too long. Thread-safe. */
final class Deadlines implements AutoCloseable {

  /** A query that was about to start may miss an interrupt, so it is repeated. */
  private static final long REPEAT_MS = 200;

  private final Duration timeout;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("check-deadlines").factory());

  Deadlines(Duration timeout) {
    this.timeout = timeout;
  }

  /** Interrupts the session when the time is over, unless the answer is closed before. */
  Watch watch(Session session) {
    Future<?> interrupt =
        clock.scheduleAtFixedRate(
            session::interrupt, timeout.toMillis(), REPEAT_MS, TimeUnit.MILLISECONDS);
    return () -> interrupt.cancel(false);
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
