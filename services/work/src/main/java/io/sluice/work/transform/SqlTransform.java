package io.sluice.work.transform;

import io.sluice.engine.flow.SqlProblem;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.TableFacts;
import io.sluice.work.store.TableFacts.TableColumn;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a stage's SELECT into a Parquet file. Thread-safe; a session is not. */
public final class SqlTransform {

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
    List<TableColumn> columns = columns(session, select);
    List<TableColumn> stored = columns.stream().map(SqlTransform::stored).toList();
    long rows = copy(select, storable(select.text(), columns, stored), target);
    session.requireNotInterrupted();
    List<Path> written = List.of(target);
    if (!stored.stream().map(TableColumn::type).allMatch(ParquetType::isKept)) {
      return TableFingerprint.read(session.connection(), written);
    }
    return TableFingerprint.isSmall(rows)
        ? TableFingerprint.readSmall(session.connection(), written, stored)
        : TableFingerprint.read(session.connection(), written, stored);
  }

  private static List<TableColumn> columns(Session session, BoundSelect select)
      throws SQLException, SqlRefusedException {
    List<TableColumn> found = select.isFixed() ? prepared(session, select) : described(select);
    var seen = new HashSet<String>();
    for (TableColumn column : found) {
      if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new SqlRefusedException(
            List.of(new SqlProblem("two columns are called '%s'".formatted(column.name()), 0, 0)));
      }
    }
    return found;
  }

  /** Not run, which takes half as long as {@link #described}. */
  private static List<TableColumn> prepared(Session session, BoundSelect select)
      throws SQLException {
    List<TableColumn> found = new ArrayList<>();
    try (PreparedStatement statement = session.connection().prepareStatement(select.text())) {
      ResultSetMetaData columns = statement.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        found.add(new TableColumn(columns.getColumnName(i), columns.getColumnTypeName(i)));
      }
    }
    return found;
  }

  /** With parameters bound: before that, DuckDB may not even know how many columns there are. */
  private static List<TableColumn> described(BoundSelect select) throws SQLException {
    List<TableColumn> found = new ArrayList<>();
    try (PreparedStatement statement = select.prepare("DESCRIBE (" + select.text() + "\n)");
        ResultSet columns = statement.executeQuery()) {
      while (columns.next()) {
        found.add(new TableColumn(columns.getString(1), columns.getString(2)));
      }
    }
    return found;
  }

  private static TableColumn stored(TableColumn column) {
    return new TableColumn(column.name(), ParquetType.exact(column.type()));
  }

  /** The SELECT with the columns cast whose type is stored as another. */
  private static String storable(
      String select, List<TableColumn> columns, List<TableColumn> stored) {
    String casts =
        stored.stream()
            .filter(column -> !columns.contains(column))
            .map(SqlTransform::cast)
            .collect(Collectors.joining(", "));
    return casts.isEmpty() ? select : "SELECT * REPLACE (%s) FROM (%s\n)".formatted(casts, select);
  }

  private static String cast(TableColumn column) {
    return "CAST(%1$s AS %2$s) AS %1$s"
        .formatted(SqlNames.identifier(column.name()), column.type());
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
