package io.sluice.work.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * A connection for one piece of work in a flow's sandbox, with its inputs as temporary views. Views
 * and temporary tables go with it. Used by one thread, except for {@link #interrupt}.
 */
public final class Session implements AutoCloseable {

  static final String INTERRUPTED = "the work was interrupted";

  private final DuckDBConnection connection;
  private final InterruptibleConnection interruptible;
  private final Runnable release;
  private final Set<String> views;
  private final boolean alone;
  private boolean closed;

  private Session(DuckDBConnection connection, Set<String> views, boolean alone, Runnable release) {
    this.connection = connection;
    this.views = Set.copyOf(views);
    this.alone = alone;
    this.release = release;
    this.interruptible = new InterruptibleConnection(connection);
  }

  static Session over(
      DuckDBConnection connection, Map<String, List<Path>> views, boolean alone, Runnable release)
      throws SQLException {
    try {
      var session = new Session(connection, views.keySet(), alone, release);
      if (views.isEmpty()) {
        session.requireAnswer();
      }
      for (var view : views.entrySet()) {
        session.createView(view.getKey(), view.getValue());
      }
      return session;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The connection; closed with the session. {@link #interrupt} reaches all its statements. */
  public Connection connection() {
    return interruptible.view();
  }

  /** The names of the views that the session was opened with. */
  public Set<String> views() {
    return views;
  }

  /**
   * The rows of Parquet files as a table expression for a FROM. Names of folders, {@code env=prod},
   * add no columns to those of the files.
   */
  public static String parquet(List<Path> files) {
    return files.stream()
        .map(file -> SqlNames.text(file.toString()))
        .collect(Collectors.joining(",", "read_parquet([", "], hive_partitioning = false)"));
  }

  /** Whether its instance, with the memory and disk space of that, serves no other session. */
  public boolean isAlone() {
    return alone;
  }

  /**
   * Ends the running query with an {@link SQLException}, from any thread, and keeps the session
   * from making further statements. May be called again: a query that was just about to start may
   * miss the first call.
   */
  public void interrupt() {
    interruptible.interrupt();
  }

  /** Whether {@link #interrupt} was called. */
  public boolean isInterrupted() {
    return interruptible.isInterrupted();
  }

  /**
   * To be called between queries.
   *
   * @throws SQLException after {@link #interrupt}
   */
  public void requireNotInterrupted() throws SQLException {
    if (isInterrupted()) {
      throw new SQLException(INTERRUPTED);
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      connection.close();
    } finally {
      release.run();
    }
  }

  /** A view would tell as well that the instance is broken. */
  private void requireAnswer() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  private void createView(String alias, List<Path> files) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP VIEW %s AS SELECT * FROM %s"
              .formatted(SqlNames.identifier(alias), parquet(files)));
    }
  }
}
