package io.sluice.work.cache;

import java.util.ArrayDeque;
import java.util.Deque;

/** Files that were opened under it stay where they are until it is closed. Used by one thread. */
public final class Lease implements AutoCloseable {

  private final Deque<Runnable> ends = new ArrayDeque<>();

  /** Has something done when this is closed, or nothing that needs to be done. */
  void onEnd(Runnable end) {
    ends.push(end);
  }

  @Override
  public void close() {
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
  }
}
