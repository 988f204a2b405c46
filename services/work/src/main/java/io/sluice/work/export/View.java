package io.sluice.work.export;

import io.sluice.work.duckdb.SqlNames;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stage's data, read in its own order. */
final class View {

  /** Takes one row; a NULL is null. */
  interface RowReader {
    void row(long number, @Nullable Object[] values) throws IOException;
  }

  private final Connection duckdb;
  private final String stage;
  private final List<ViewColumn> columns;

  private View(Connection duckdb, String stage, List<ViewColumn> columns) {
    this.duckdb = duckdb;
    this.stage = stage;
    this.columns = columns;
  }

  static View open(Connection duckdb, String stage) throws SQLException {
    List<ViewColumn> columns = new ArrayList<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE " + SqlNames.identifier(stage))) {
      while (rows.next()) {
        columns.add(ViewColumn.of(rows.getString(1), rows.getString(2)));
      }
    }
    return new View(duckdb, stage, List.copyOf(columns));
  }

  List<ViewColumn> columns() {
    return columns;
  }

  /** The column of that name, ignoring case as SQL does. */
  int indexOf(String column, String wantedBy) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new ExportException(
        "%s names the column %s, but stage %s has only %s"
            .formatted(
                wantedBy,
                column,
                stage,
                columns.stream().map(ViewColumn::name).collect(Collectors.joining(", "))));
  }

  long count() throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM " + SqlNames.identifier(stage))) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Reads numbers as they are, dates as java.time, everything else as text; rows count from 1. */
  long readValues(long limit, RowReader reader) throws SQLException, IOException {
    return read(select(ViewColumn::asValue) + " LIMIT " + limit, this::value, reader);
  }

  /** Reads every value as DuckDB writes it in text. */
  long readTexts(RowReader reader) throws SQLException, IOException {
    return read(select(ViewColumn::asText), (rows, i) -> rows.getString(i + 1), reader);
  }

  private String select(Function<ViewColumn, String> expression) {
    return columns.stream().map(expression).collect(Collectors.joining(", ", "SELECT ", ""))
        + " FROM "
        + SqlNames.identifier(stage);
  }

  private interface Getter {
    @Nullable Object get(ResultSet rows, int index) throws SQLException;
  }

  private long read(String sql, Getter getter, RowReader reader) throws SQLException, IOException {
    long number = 0;
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      @Nullable Object[] values = new Object[columns.size()];
      while (rows.next()) {
        for (int i = 0; i < values.length; i++) {
          values[i] = getter.get(rows, i);
        }
        reader.row(++number, values);
      }
    }
    return number;
  }

  private @Nullable Object value(ResultSet rows, int index) throws SQLException {
    int i = index + 1;
    return switch (columns.get(index).kind()) {
      case INTEGER -> integer(rows.getObject(i));
      case DECIMAL -> rows.getBigDecimal(i);
      case DOUBLE, BOOLEAN -> rows.getObject(i);
      case DATE -> rows.getObject(i, LocalDate.class);
      case TIMESTAMP -> rows.getObject(i, LocalDateTime.class);
      case TEXT -> rows.getString(i);
    };
  }

  private static @Nullable Object integer(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigInteger big -> big;
      case Number number -> BigInteger.valueOf(number.longValue());
      default -> throw new IllegalStateException("not an integer: " + value.getClass());
    };
  }
}
