package io.sluice.wire.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that do the work of all slots of a worker. Thread-safe. */
final class WorkThreads implements AutoCloseable {

  private final ExecutorService pool;
  private final int threads;
  private int open;

  WorkThreads(int threads, String name) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-work-", 0).factory();
    this.pool = Executors.newFixedThreadPool(threads, factory);
    this.threads = threads;
  }

  void submit(Runnable work) {
    synchronized (this) {
      open++;
    }
    pool.execute(
        () -> {
          try {
            work.run();
          } finally {
            done();
          }
        });
  }

  private synchronized void done() {
    open--;
    notifyAll();
  }

  /** Whether a thread has nothing to do. */
  synchronized boolean isFree() {
    return open < threads;
  }

  /** Waits until a thread has nothing to do; tells whether that is so. */
  synchronized boolean awaitFree(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!isFree()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends what still runs by interrupting its threads. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
