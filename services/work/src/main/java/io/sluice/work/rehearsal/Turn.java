package io.sluice.work.rehearsal;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The right to go on, until it is taken away; then also from the step under way. Thread-safe. */
final class Turn {

  private boolean over;
  private @Nullable Runnable interrupt;

  synchronized boolean isOver() {
    return over;
  }

  /** Ends it after the step under way. */
  synchronized void end() {
    over = true;
  }

  /** Ends it at once. */
  synchronized void cut() {
    over = true;
    if (interrupt != null) {
      interrupt.run();
    }
  }

  /**
   * Takes a step.
   *
   * @param interrupt ends the step early, from another thread
   * @return what came of it; nothing when the turn was over before
   */
  <T> List<T> take(Runnable interrupt, Supplier<List<T>> step) {
    if (!begin(interrupt)) {
      return List.of();
    }
    try {
      return step.get();
    } finally {
      finish();
    }
  }

  private synchronized boolean begin(Runnable way) {
    interrupt = way;
    return !over;
  }

  private synchronized void finish() {
    interrupt = null;
  }
}
