package io.sluice.work.compare;

import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two DuckDB files side by side: copies, so that nothing is written beside the real ones. */
final class Databases implements AutoCloseable {

  private static final String BEFORE = "database_before";
  private static final String AFTER = "database_after";

  private final Session session;

  private Databases(Session session) {
    this.session = session;
  }

  static Databases open(Originals originals, Path before, Path after)
      throws IOException, SQLException {
    Path folder = Files.createTempDirectory(originals.temporary(), "databases-");
    Path copyBefore = Files.copy(before, folder.resolve("before.duckdb"));
    Path copyAfter = Files.copy(after, folder.resolve("after.duckdb"));
    Session session = originals.session(Map.of());
    try {
      attach(session.connection(), copyBefore, BEFORE);
      attach(session.connection(), copyAfter, AFTER);
      return new Databases(session);
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  private static void attach(Connection duckdb, Path file, String name) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(
          "ATTACH %s AS %s (READ_ONLY)".formatted(SqlNames.text(file.toString()), name));
    }
  }

  List<String> before() throws SQLException {
    return tables(BEFORE);
  }

  List<String> after() throws SQLException {
    return tables(AFTER);
  }

  private List<String> tables(String database) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = session.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = %s ORDER BY 1"
                    .formatted(SqlNames.text(database)))) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** Whole rows of each table. */
  List<TableDiff> compare() throws SQLException {
    List<TableDiff> diffs = new ArrayList<>();
    for (String table : after()) {
      String name = SqlNames.identifier(table);
      diffs.add(
          TableComparison.compare(
              session.connection(),
              "%s.main.%s".formatted(BEFORE, name),
              "%s.main.%s".formatted(AFTER, name),
              List.of(),
              0));
    }
    return diffs;
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
