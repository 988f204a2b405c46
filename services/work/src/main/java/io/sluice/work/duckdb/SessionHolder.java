package io.sluice.work.duckdb;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The session of an attempt, if it has one just now, for who may interrupt it. Thread-safe. */
public final class SessionHolder {

  private @Nullable Session session;
  private boolean interrupted;
  private boolean alone;

  /** Keeps a session until {@link #release}; interrupts it at once if that was asked for. */
  public synchronized Session hold(Session opened) {
    session = opened;
    alone = opened.isAlone();
    if (interrupted) {
      opened.interrupt();
    }
    return opened;
  }

  /** Interrupts the session, now or when it is held. */
  public synchronized void interrupt() {
    interrupted = true;
    if (session != null) {
      session.interrupt();
    }
  }

  /** Whether an interruption was asked for. */
  public synchronized boolean isInterrupted() {
    return interrupted;
  }

  /** Whether the session that was last held has an instance of its own. */
  public synchronized boolean isAlone() {
    return alone;
  }

  /** Closes the session. */
  public synchronized void release() throws SQLException {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
