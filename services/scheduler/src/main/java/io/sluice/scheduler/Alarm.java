package io.sluice.scheduler;

import java.time.Duration;

/** A sleep that others can end. Thread-safe; one thread sleeps. */
final class Alarm {

  private boolean rung;

  /** Ends the sleep, or the next one. */
  synchronized void ring() {
    rung = true;
    notifyAll();
  }

  /** Sleeps until the time is over or somebody rings. */
  synchronized void sleep(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long leftMs = millisUntil(end);
    while (!rung && leftMs > 0) {
      wait(leftMs);
      leftMs = millisUntil(end);
    }
    rung = false;
  }

  /** Rounded up, so that nobody wakes just before the time. */
  private static long millisUntil(long end) {
    return Math.ceilDiv(end - System.nanoTime(), 1_000_000);
  }
}
