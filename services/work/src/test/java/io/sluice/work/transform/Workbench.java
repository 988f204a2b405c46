package io.sluice.work.transform;

import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.store.TableFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs SQL as a worker does, over one input called {@code numbers} with column {@code i}. */
public final class Workbench implements AutoCloseable {

  /** Rows of {@code numbers}: 0 to 9. */
  public static final int ROWS = 10;

  private final Path root;
  private final Path numbers;
  private final DuckDbSessions sessions;
  private final DuckDbSqlInspector inspector = new DuckDbSqlInspector();
  private final SqlTransform transform = new SqlTransform(inspector);
  private Path last = Path.of("");
  private int runs;

  public Workbench(Path temp) throws IOException, SQLException {
    root = temp.toRealPath();
    numbers = folder("flow").resolve("numbers.parquet");
    sessions = new DuckDbSessions(new SessionSettings(root.resolve("scratch"), 64, 1, 2, 1));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("copy (select i from range(%d) t(i)) to '%s'".formatted(ROWS, numbers));
    }
  }

  public Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  public Path numbers() {
    return numbers;
  }

  public DuckDbSessions sessions() {
    return sessions;
  }

  public SqlTransform transform() {
    return transform;
  }

  public Session session() throws SQLException, IOException {
    return sessions.open("flow", List.of(folder("flow")), Map.of("numbers", List.of(numbers)));
  }

  public TableFacts run(String sql, Map<String, SqlValue> values)
      throws SQLException, IOException, SqlRefusedException {
    try (Session session = session()) {
      last = folder("flow").resolve("out-" + ++runs + ".parquet");
      return transform.run(session, sql, values, true, last);
    }
  }

  /** A column of what the last run wrote, in the file's order. */
  public List<String> rows(String column) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select \"%s\" from '%s'".formatted(column, last))) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() throws SQLException, IOException {
    sessions.close();
    inspector.close();
  }
}
