package io.sluice.work.transform;

import io.sluice.engine.flow.SqlProblem;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.TableFacts;
import io.sluice.work.store.TableFacts.TableColumn;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a stage's SELECT into a Parquet file. Thread-safe; a session is not. */
public final class SqlTransform {

  private static final Set<String> WIDE = Set.of("HUGEINT", "UHUGEINT");
  private static final Set<String> KEPT =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "VARCHAR",
          "DATE",
          "TIMESTAMP");

  private final DuckDbSqlInspector inspector;

  /** Texts are inspected before each run, whatever was validated before. */
  public SqlTransform(DuckDbSqlInspector inspector) {
    this.inspector = inspector;
  }

  /**
   * Writes the rows of the SELECT, in its order if it has one, and reads them back.
   *
   * @param values of every parameter that the text uses; others are ignored
   * @param repeatable whether SQL that gives other rows for the same input is refused
   * @param target not there yet; left behind in any state on failure
   * @throws SqlRefusedException when the text is not one SELECT over the session's views, or has
   *     parameters without value
   * @throws SQLException when DuckDB cannot run it, or the session was interrupted
   */
  public TableFacts run(
      Session session, String sql, Map<String, SqlValue> values, boolean repeatable, Path target)
      throws SqlRefusedException, SQLException {
    BoundSelect select = BoundSelect.of(session, inspector, sql, values, repeatable);
    session.requireNotInterrupted();
    List<TableColumn> columns = columns(session, select.text());
    long rows = copy(select, storable(select.text(), columns), target);
    session.requireNotInterrupted();
    List<Path> written = List.of(target);
    if (!select.isFixed() || !areKept(columns)) {
      return TableFingerprint.read(session.connection(), written);
    }
    return TableFingerprint.isSmall(rows)
        ? TableFingerprint.readSmall(session.connection(), written, columns)
        : TableFingerprint.read(session.connection(), written, columns);
  }

  /** Whether Parquet gives the columns back with the very types that they were written with. */
  private static boolean areKept(List<TableColumn> columns) {
    return columns.stream()
        .map(TableColumn::type)
        .allMatch(type -> KEPT.contains(type) || type.startsWith("DECIMAL("));
  }

  private static List<TableColumn> columns(Session session, String select)
      throws SQLException, SqlRefusedException {
    List<TableColumn> found = new ArrayList<>();
    try (PreparedStatement statement = session.connection().prepareStatement(select)) {
      ResultSetMetaData columns = statement.getMetaData();
      var seen = new HashSet<String>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String name = columns.getColumnName(i);
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new SqlRefusedException(
              List.of(new SqlProblem("two columns are called '%s'".formatted(name), 0, 0)));
        }
        found.add(new TableColumn(name, columns.getColumnTypeName(i)));
      }
    }
    return found;
  }

  /**
   * The SELECT with 128-bit integers, which sums of integers are, as exact decimals: DuckDB would
   * write them to Parquet as doubles.
   */
  private static String storable(String select, List<TableColumn> columns) {
    String casts =
        columns.stream()
            .filter(column -> WIDE.contains(column.type()))
            .map(column -> SqlNames.identifier(column.name()))
            .map("CAST(%1$s AS DECIMAL(38,0)) AS %1$s"::formatted)
            .collect(Collectors.joining(", "));
    return casts.isEmpty() ? select : "SELECT * REPLACE (%s) FROM (%s\n)".formatted(casts, select);
  }

  /** The answer is the number of rows written. */
  private static long copy(BoundSelect select, String rows, Path target) throws SQLException {
    String copy =
        "COPY (%s\n) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(rows, SqlNames.text(target.toString()));
    try (PreparedStatement statement = select.prepare(copy)) {
      return statement.executeLargeUpdate();
    }
  }
}
