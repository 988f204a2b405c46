package io.sluice.work.stage;

import io.sluice.work.duckdb.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The session of an attempt, if it has one just now. Thread-safe. */
final class SessionHolder {

  private @Nullable Session session;
  private boolean interrupted;

  /** Keeps a session until {@link #release}; interrupts it at once if that was asked for. */
  synchronized Session hold(Session opened) {
    session = opened;
    if (interrupted) {
      opened.interrupt();
    }
    return opened;
  }

  synchronized void interrupt() {
    interrupted = true;
    if (session != null) {
      session.interrupt();
    }
  }

  synchronized boolean isInterrupted() {
    return interrupted;
  }

  /** Closes the session. */
  synchronized void release() throws SQLException {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
