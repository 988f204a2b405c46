package io.sluice.shell;

import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.wire.worker.Work;
import java.time.Duration;
import java.util.function.Consumer;

/** Work that notes how long it took. */
record MeteredWork(Work work, String queue, WorkMeter meter) implements Work {

  @Override
  public RunRef run() {
    return work.run();
  }

  @Override
  public long timeoutMs() {
    return work.timeoutMs();
  }

  @Override
  public void perform(Consumer<RunEvent> tell) throws Exception {
    long begin = System.nanoTime();
    boolean handedBack = true;
    try {
      work.perform(tell);
      handedBack = false;
    } finally {
      meter.worked(queue, Duration.ofNanos(System.nanoTime() - begin), handedBack);
    }
  }

  @Override
  public void giveUp(String why, Consumer<RunEvent> tell) throws Exception {
    work.giveUp(why, tell);
  }

  @Override
  public void interrupt() {
    work.interrupt();
  }

  @Override
  public boolean endedBy(RunEvent event) {
    return work.endedBy(event);
  }
}
