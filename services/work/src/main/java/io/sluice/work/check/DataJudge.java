package io.sluice.work.check;

import io.sluice.engine.flow.Check.Assertion;
import io.sluice.engine.flow.Check.Bounds;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.gate.Judgement;
import io.sluice.engine.gate.WithinBounds;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.figure.ExactNumber;
import io.sluice.work.transform.BoundSelect;
import io.sluice.work.transform.SqlRefusedException;
import io.sluice.work.transform.SqlValue;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds assertions against the views of a session. */
final class DataJudge {

  /** Violations are counted up to here. */
  static final int MAX_COUNTED = 100_000;

  private final DuckDbSqlInspector inspector;

  DataJudge(DuckDbSqlInspector inspector) {
    this.inspector = inspector;
  }

  /** What the assertion asks for, in words. */
  static String expected(Assertion assertion) {
    return switch (assertion) {
      case Assertion.Unique(_, List<String> columns) ->
          columns.size() == 1
              ? "each %s once".formatted(columns.getFirst())
              : "each (%s) once".formatted(String.join(", ", columns));
      case Assertion.NotNull(_, List<String> columns) -> "no NULL in " + String.join(", ", columns);
      case Assertion.RowCount rows -> WithinBounds.expected(rows.bounds());
      case Assertion.Sql _ -> "no rows";
      case Assertion.Value value -> WithinBounds.expected(value.bounds());
      case Assertion.References _, Assertion.Drift _, Assertion.InputContract _ ->
          throw notOverData(assertion);
    };
  }

  /**
   * Holds the assertion against the data.
   *
   * @param values of the run's parameters
   */
  Judgement judge(Assertion assertion, Session session, Map<String, SqlValue> values)
      throws SQLException, SqlRefusedException {
    return switch (assertion) {
      case Assertion.Unique unique -> unique(unique, session);
      case Assertion.NotNull notNull -> notNull(notNull, session);
      case Assertion.RowCount rows ->
          WithinBounds.judge(
              rows.bounds(),
              BigDecimal.valueOf(count(session, SqlNames.identifier(rows.on().alias()))));
      case Assertion.Sql sql -> violations(sql, select(session, sql.sql(), values));
      case Assertion.Value value -> scalar(value.bounds(), select(session, value.sql(), values));
      case Assertion.References _, Assertion.Drift _, Assertion.InputContract _ ->
          throw notOverData(assertion);
    };
  }

  private static IllegalStateException notOverData(Assertion assertion) {
    return new IllegalStateException("looks at no data: " + assertion);
  }

  private BoundSelect select(Session session, String sql, Map<String, SqlValue> values)
      throws SqlRefusedException {
    return BoundSelect.of(session, inspector, sql, values, false);
  }

  /** Rows that agree in all columns, NULL agreeing with NULL. */
  private static Judgement unique(Assertion.Unique unique, Session session) throws SQLException {
    String keys = columns(unique.on().alias(), unique.columns(), "%s", ", ");
    String sql =
        """
        SELECT %1$s, count(*), count(*) OVER () FROM %2$s
        GROUP BY %1$s HAVING count(*) > 1 ORDER BY count(*) DESC, %1$s LIMIT %3$d\
        """
            .formatted(keys, SqlNames.identifier(unique.on().alias()), Judgement.MAX_EVIDENCE);
    int width = unique.columns().size();
    long doubled = 0;
    List<String> evidence = new ArrayList<>();
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        evidence.add("%s (%d rows)".formatted(Words.row(rows, width), rows.getLong(width + 1)));
        doubled = rows.getLong(width + 2);
      }
    }
    String observed =
        doubled == 0
            ? "no key more than once"
            : Counted.of(doubled, "key stands", "keys stand") + " more than once";
    return new Judgement(doubled == 0, expected(unique), observed, evidence);
  }

  private static Judgement notNull(Assertion.NotNull notNull, Session session) throws SQLException {
    String from =
        "%s WHERE %s"
            .formatted(
                SqlNames.identifier(notNull.on().alias()),
                columns(notNull.on().alias(), notNull.columns(), "%s IS NULL", " OR "));
    long missing = count(session, from);
    if (missing == 0) {
      return Judgement.passed(expected(notNull), "none");
    }
    session.requireNotInterrupted();
    String sample = "SELECT * FROM %s LIMIT %d".formatted(from, Judgement.MAX_EVIDENCE);
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(sample)) {
      String observed = Counted.of(missing, "row", "rows") + " with NULL";
      return Judgement.failed(expected(notNull), observed, sample(rows).lines());
    }
  }

  private static Judgement violations(Assertion.Sql sql, BoundSelect select) throws SQLException {
    String text = "SELECT * FROM (%s\n) LIMIT %d".formatted(select.text(), MAX_COUNTED + 1);
    try (PreparedStatement statement = select.prepare(text);
        ResultSet rows = statement.executeQuery()) {
      Sample found = sample(rows);
      String observed =
          found.count() > MAX_COUNTED ? "more than " + MAX_COUNTED : String.valueOf(found.count());
      return new Judgement(found.count() == 0, expected(sql), observed, found.lines());
    }
  }

  private static Judgement scalar(Bounds bounds, BoundSelect select) throws SQLException {
    String text = "SELECT * FROM (%s\n) LIMIT 2".formatted(select.text());
    String expected = WithinBounds.expected(bounds);
    try (PreparedStatement statement = select.prepare(text);
        ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      if (columns != 1) {
        return Judgement.failed(expected, columns + " columns instead of one", List.of());
      }
      if (!rows.next()) {
        return Judgement.failed(expected, "no row", List.of());
      }
      Object value = rows.getObject(1);
      if (rows.next()) {
        return Judgement.failed(expected, "more than one row", List.of());
      }
      Optional<BigDecimal> number = ExactNumber.of(value);
      return number
          .map(observed -> WithinBounds.judge(bounds, observed))
          .orElseGet(() -> Judgement.failed(expected, noNumber(value), List.of()));
    }
  }

  private static String noNumber(@Nullable Object value) {
    return value == null ? "NULL" : "'%s', which is no number".formatted(Words.value(value));
  }

  private static long count(Session session, String from) throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Each of the columns in a pattern, qualified, so that none is taken for the table itself. */
  private static String columns(
      String table, List<String> columns, String pattern, String separator) {
    return columns.stream()
        .map(column -> SqlNames.identifier(table) + "." + SqlNames.identifier(column))
        .map(pattern::formatted)
        .collect(Collectors.joining(separator));
  }

  private static Sample sample(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> lines = new ArrayList<>();
    int count = 0;
    while (rows.next()) {
      if (count++ < Judgement.MAX_EVIDENCE) {
        lines.add(Words.row(rows, columns));
      }
    }
    return new Sample(count, lines);
  }

  /** How many rows there are, and the first of them. */
  private record Sample(int count, List<String> lines) {}
}
