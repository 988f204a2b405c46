package io.sluice.work.transform;

import io.sluice.engine.flow.SqlProblem;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.TableFacts;
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
    copy(select, storable(session, select.text()), target);
    session.requireNotInterrupted();
    return TableFingerprint.read(session.connection(), List.of(target));
  }

  /**
   * The SELECT with 128-bit integers, which sums of integers are, as exact decimals: DuckDB would
   * write them to Parquet as doubles.
   */
  private static String storable(Session session, String select)
      throws SQLException, SqlRefusedException {
    var casts = new ArrayList<String>();
    try (PreparedStatement statement = session.connection().prepareStatement(select)) {
      ResultSetMetaData columns = statement.getMetaData();
      var seen = new HashSet<String>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String name = columns.getColumnName(i);
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new SqlRefusedException(
              List.of(new SqlProblem("two columns are called '%s'".formatted(name), 0, 0)));
        }
        if (Set.of("HUGEINT", "UHUGEINT").contains(columns.getColumnTypeName(i))) {
          casts.add("CAST(%1$s AS DECIMAL(38,0)) AS %1$s".formatted(SqlNames.identifier(name)));
        }
      }
    }
    return casts.isEmpty()
        ? select
        : "SELECT * REPLACE (%s) FROM (%s\n)".formatted(String.join(", ", casts), select);
  }

  private static void copy(BoundSelect select, String rows, Path target) throws SQLException {
    String copy =
        "COPY (%s\n) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(rows, SqlNames.text(target.toString()));
    try (PreparedStatement statement = select.prepare(copy)) {
      statement.execute();
    }
  }
}
