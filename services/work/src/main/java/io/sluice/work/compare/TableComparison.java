package io.sluice.work.compare;

import io.sluice.work.compare.TableDiff.Cell;
import io.sluice.work.compare.TableDiff.Kind;
import io.sluice.work.compare.TableDiff.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares two tables row by row, in DuckDB. Values are compared exactly, floating numbers within
 * {@link #TOLERANCE}. Rows of the same key are paired in the order of their other values.
 */
public final class TableComparison {

  /** Of the greater of two floating numbers; sums differ that much from run to run. */
  public static final String TOLERANCE = "1e-9";

  /** Floating numbers that are no further apart are equal: what should be zero seldom is. */
  public static final String ZERO = "1e-12";

  /** Characters of a value that are told. */
  public static final int MAX_TEXT = 200;

  private TableComparison() {}

  /**
   * How {@code after} differs from {@code before}.
   *
   * @param before a table expression of the connection
   * @param after a table expression of the connection
   * @param key the columns that rows are known by; unless both tables have them all, whole rows are
   *     compared
   * @param limit rows of each kind to tell; the counts are always whole
   */
  public static TableDiff compare(
      Connection duckdb, String before, String after, List<String> key, int limit)
      throws SQLException {
    ComparedColumns columns = ComparedColumns.of(duckdb, before, after, key);
    String differences = columns.differences(before, after);
    Map<Kind, Long> counts = counts(duckdb, differences);
    return new TableDiff(
        columns.keyed() ? columns.known().stream().map(ComparedColumn::name).toList() : List.of(),
        count(duckdb, before),
        count(duckdb, after),
        counts.getOrDefault(Kind.ADDED, 0L),
        counts.getOrDefault(Kind.REMOVED, 0L),
        counts.getOrDefault(Kind.CHANGED, 0L),
        columns.notes(),
        counts.isEmpty() || limit == 0 ? List.of() : rows(duckdb, columns, differences, limit));
  }

  private static long count(Connection duckdb, String table) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Map<Kind, Long> counts(Connection duckdb, String differences) throws SQLException {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    String query = "SELECT kind, count(*) FROM (%s) GROUP BY kind".formatted(differences);
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        counts.put(Kind.valueOf(rows.getString(1)), rows.getLong(2));
      }
    }
    return counts;
  }

  private static List<Row> rows(
      Connection duckdb, ComparedColumns columns, String differences, int limit)
      throws SQLException {
    String order =
        Stream.concat(columns.known().stream().map(c -> "k" + c.number()), Stream.of("n"))
            .collect(Collectors.joining(", "));
    String query =
        """
        SELECT kind%s FROM (%s)
        QUALIFY row_number() OVER (PARTITION BY kind ORDER BY %s) <= %d
        ORDER BY kind, %3$s\
        """
            .formatted(texts(columns), differences, order, limit);
    List<Row> found = new ArrayList<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(row(rows, columns));
      }
    }
    return found;
  }

  private static String texts(ComparedColumns columns) {
    StringBuilder text = new StringBuilder();
    columns.known().forEach(c -> text.append(", ").append(text("k" + c.number())));
    columns
        .others()
        .forEach(
            c ->
                text.append(", ")
                    .append(text("b" + c.number()))
                    .append(", ")
                    .append(text("a" + c.number()))
                    .append(", d")
                    .append(c.number()));
    return text.toString();
  }

  private static String text(String value) {
    return "left(CAST(%s AS VARCHAR), %d)".formatted(value, MAX_TEXT + 1);
  }

  private static Row row(ResultSet rows, ComparedColumns columns) throws SQLException {
    Kind kind = Kind.valueOf(rows.getString(1));
    int position = 1;
    List<Cell> known = new ArrayList<>();
    for (ComparedColumn column : columns.known()) {
      Optional<String> value = cut(rows.getString(++position));
      known.add(
          new Cell(
              column.name(),
              kind == Kind.ADDED ? Optional.empty() : value,
              kind == Kind.REMOVED ? Optional.empty() : value));
    }
    List<Cell> cells = new ArrayList<>();
    for (ComparedColumn column : columns.others()) {
      Cell cell =
          new Cell(column.name(), cut(rows.getString(++position)), cut(rows.getString(++position)));
      if (rows.getBoolean(++position) || kind != Kind.CHANGED) {
        cells.add(cell);
      }
    }
    return new Row(kind, known, cells);
  }

  private static Optional<String> cut(@Nullable String text) {
    if (text == null || text.length() <= MAX_TEXT) {
      return Optional.ofNullable(text);
    }
    return Optional.of(text.substring(0, MAX_TEXT) + "…");
  }
}
