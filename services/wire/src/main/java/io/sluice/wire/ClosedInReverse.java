package io.sluice.wire;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that are closed together: what was opened last goes first, since it may need what was there
 * before it. Thread-safe.
 */
public final class ClosedInReverse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClosedInReverse.class);

  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

  /** Has this closed before all that was added earlier. */
  public <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  /**
   * Closes each part once. One that fails keeps no other open: its trouble is logged, and no more.
   */
  @Override
  public void close() {
    AutoCloseable part = open.poll();
    while (part != null) {
      close(part);
      part = open.poll();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell(part, e);
    } catch (Exception e) {
      tell(part, e);
    }
  }

  private static void tell(AutoCloseable part, Exception trouble) {
    LOG.atWarn()
        .addKeyValue("part", part.getClass().getSimpleName())
        .setCause(trouble)
        .log("A part did not stop well");
  }
}
