package io.sluice.work.duckdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the statements of a connection, since DuckDB's driver ends a query only through the
 * very statement that runs it. Thread-safe.
 */
final class InterruptibleConnection {

  private final Connection connection;
  private final Connection view;
  private final List<Statement> statements = new ArrayList<>();
  private boolean interrupted;

  InterruptibleConnection(Connection connection) {
    this.connection = connection;
    this.view =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(method, arguments));
  }

  /** The connection whose statements are remembered. */
  Connection view() {
    return view;
  }

  /** Cancels every running statement; no further one can be made. */
  synchronized void interrupt() {
    interrupted = true;
    statements.forEach(InterruptibleConnection::cancel);
  }

  synchronized boolean isInterrupted() {
    return interrupted;
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    boolean makesStatement = Statement.class.isAssignableFrom(method.getReturnType());
    if (makesStatement && isInterrupted()) {
      throw new SQLException(Session.INTERRUPTED);
    }
    try {
      Object result = method.invoke(connection, arguments);
      if (makesStatement) {
        remember((Statement) result);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }

  private synchronized void remember(Statement statement) throws SQLException {
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).isClosed()) {
        statements.remove(i);
      }
    }
    statements.add(statement);
    if (interrupted) {
      statement.close();
      throw new SQLException(Session.INTERRUPTED);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // it was closed meanwhile: there is nothing to cancel
      return;
    }
  }
}
