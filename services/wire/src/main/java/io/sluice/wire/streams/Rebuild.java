package io.sluice.wire.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until each task has folded its part, and adds up what they folded. Thread-safe. */
final class Rebuild {

  private final CountDownLatch outstanding;
  private Folded sum = Folded.NOTHING;

  Rebuild(int tasks) {
    this.outstanding = new CountDownLatch(tasks);
  }

  synchronized void folded(Folded folded) {
    sum = sum.plus(folded);
    outstanding.countDown();
  }

  private synchronized Folded sum() {
    return sum;
  }

  Folded await(Duration limit) throws InterruptedException {
    if (!outstanding.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "the log was not folded within %d minutes".formatted(limit.toMinutes()));
    }
    return sum();
  }
}
