package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that one item's work tells, written in their order. Short work has all its events
 * written at its end: they travel, and wake every reader of the log, as one. Thread-safe.
 */
final class Telling {

  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  /** What was told is on its way after this time, however long the work takes. */
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Function<RunEvent, Future<?>> writer;
  private final List<RunEvent> waiting = new ArrayList<>();
  private final List<Future<?>> written = new ArrayList<>();
  private boolean begun;
  private boolean takesLong;
  private long longAt;

  /**
   * @param writer sends an event; what it throws leaves the event to be sent again
   */
  Telling(Function<RunEvent, Future<?>> writer) {
    this.writer = writer;
  }

  /** The work begins. */
  synchronized void begin() {
    begun = true;
    longAt = System.nanoTime() + SHORT.toNanos();
  }

  synchronized void tell(RunEvent event) {
    waiting.add(event);
    if (takesLong) {
      write();
    }
  }

  /** Sends all that was told. */
  synchronized void write() {
    while (!waiting.isEmpty()) {
      written.add(writer.apply(waiting.getFirst()));
      waiting.removeFirst();
    }
  }

  /** Sends what was told by work that turns out to take long; a failure is left to the work. */
  synchronized void writeWhenDue() {
    if (takesLong || nanosLeft() > 0) {
      return;
    }
    takesLong = true;
    try {
      write();
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("An event will be written at the end of its work");
    }
  }

  /** How long until {@link #writeWhenDue} has something to do, in ns. */
  synchronized long nanosLeft() {
    if (takesLong) {
      return Long.MAX_VALUE;
    }
    return begun ? Math.max(0, longAt - System.nanoTime()) : SHORT.toNanos();
  }

  /** Adds what has to be written too. */
  synchronized void sent(Future<?> one) {
    written.add(one);
  }

  /**
   * Waits until all that was sent is on the log.
   *
   * @throws ExecutionException if an event is not
   */
  void awaitWritten() throws ExecutionException, InterruptedException {
    for (Future<?> one : sent()) {
      one.get();
    }
  }

  private synchronized List<Future<?>> sent() {
    return List.copyOf(written);
  }
}
