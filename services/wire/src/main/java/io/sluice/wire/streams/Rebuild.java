package io.sluice.wire.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Waits until each task has folded its part, and adds up what they folded. Thread-safe. */
final class Rebuild {

  private final CountDownLatch outstanding;
  private final AtomicReference<Folded> sum = new AtomicReference<>(Folded.NOTHING);

  Rebuild(int tasks) {
    this.outstanding = new CountDownLatch(tasks);
  }

  void folded(Folded folded) {
    sum.accumulateAndGet(folded, Folded::plus);
    outstanding.countDown();
  }

  Folded await(Duration limit) throws InterruptedException {
    if (!outstanding.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "the log was not folded within %d minutes".formatted(limit.toMinutes()));
    }
    return sum.get();
  }
}
