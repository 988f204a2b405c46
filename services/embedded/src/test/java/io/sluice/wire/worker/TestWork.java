package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.StageAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Work that waits until it is let go, or interrupted. */
final class TestWork implements Work {

  final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Runnable afterTelling = () -> {};
  private final RunRef run;
  private final Duration limit;
  private final CountDownLatch end = new CountDownLatch(1);

  TestWork(RunRef run, Duration limit) {
    this.run = run;
    this.limit = limit;
  }

  /** Has something done as soon as its event was told. */
  TestWork afterTelling(Runnable action) {
    afterTelling = action;
    return this;
  }

  void letGo() {
    end.countDown();
  }

  @Override
  public RunRef run() {
    return run;
  }

  @Override
  public long timeoutMs() {
    return limit.toMillis();
  }

  @Override
  public void perform(Consumer<RunEvent> tell) throws InterruptedException {
    end.await();
    tell(tell, "worker");
    afterTelling.run();
    told.add("ended");
  }

  private void tell(Consumer<RunEvent> tell, String word) {
    try {
      tell.accept(new RunEvent.StageStarted(run, Instant.EPOCH, new StageAttempt("work", 1), word));
    } catch (IllegalStateException e) {
      told.add("not told");
      throw e;
    }
  }

  @Override
  public void giveUp(String why, Consumer<RunEvent> tell) {
    tell(tell, why);
    told.add("given up");
  }

  @Override
  public void interrupt() {
    told.add("interrupted");
    end.countDown();
  }

  @Override
  public boolean endedBy(RunEvent event) {
    return event.endsRun();
  }
}
