package io.sluice.work.ingest;

import io.sluice.engine.flow.Contract;
import io.sluice.work.duckdb.SqlNames;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the raw table into types, tells which rows break the contract, and writes the files. Not
 * thread-safe; its temporary table is dropped on close.
 */
final class Verdict implements AutoCloseable {
  static final int SHOWN = 20;
  private static final String TYPED = "sluice_ingest_typed";

  private final Connection duckdb;
  private final Contract contract;
  private final List<ColumnSql> columns;
  private final List<String> files;
  private final List<String> sheets;

  /** Rows in all, those that break the contract, and their offending cells. */
  record Count(long rows, long badRows, long violations) {}

  Verdict(Connection duckdb, Contract contract, List<String> files, List<String> sheets)
      throws SQLException {
    this.duckdb = duckdb;
    this.contract = contract;
    this.files = List.copyOf(files);
    this.sheets = List.copyOf(sheets);
    this.columns =
        IntStream.range(0, contract.columns().size())
            .mapToObj(i -> new ColumnSql(contract.columns().get(i), i))
            .toList();
    execute(
        "CREATE OR REPLACE TEMP TABLE %s AS SELECT file, line, %s, CASE WHEN wanted IS NOT NULL THEN 1 ELSE %s END AS bad FROM (%s)"
            .formatted(
                TYPED,
                joined(ColumnSql::typed, ", "),
                joined(column -> "CAST(" + column.broken() + " AS INTEGER)", " + "),
                valued()));
  }

  private String valued() {
    return "SELECT *, %s FROM temp.%s"
        .formatted(joined(column -> column.value() + " AS " + column.typed(), ", "), RawTable.NAME);
  }

  Count count() throws SQLException {
    try (var statement = duckdb.createStatement();
        var result =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (bad > 0), coalesce(sum(bad), 0) FROM temp."
                    + TYPED)) {
      result.next();
      return new Count(result.getLong(1), result.getLong(2), result.getLong(3));
    }
  }

  /** The first offending cells, in file and row order. */
  List<Violation> first() throws SQLException {
    String query =
        "SELECT file, line, found, wanted, %s, %s FROM (%s) WHERE wanted IS NOT NULL OR %s ORDER BY file, line LIMIT %d"
            .formatted(
                joined(ColumnSql::raw, ", "),
                joined(column -> column.broken() + " AS b" + column.index(), ", "),
                valued(),
                joined(ColumnSql::broken, " OR "),
                SHOWN);
    var violations = new ArrayList<Violation>();
    try (var statement = duckdb.createStatement();
        var result = statement.executeQuery(query)) {
      while (result.next()) {
        violations.addAll(ofRow(result));
      }
    }
    return violations.subList(0, Math.min(SHOWN, violations.size()));
  }

  private List<Violation> ofRow(ResultSet result) throws SQLException {
    int file = result.getInt("file");
    long line = result.getLong("line");
    String wanted = result.getString("wanted");
    var violations = new ArrayList<Violation>();
    if (wanted != null) {
      return List.of(violation(file, line, "", result.getString("found"), wanted));
    }
    for (ColumnSql column : columns) {
      if (result.getBoolean("b" + column.index())) {
        String heading = column.column().header();
        violations.add(
            violation(file, line, heading, result.getString(column.raw()), column.expected()));
      }
    }
    return violations;
  }

  private Violation violation(
      int file, long line, String heading, @Nullable String value, String expected) {
    return new Violation(
        files.get(file), sheets.get(file), line, heading, value == null ? "" : value, expected);
  }

  /**
   * Writes the rows that keep the contract, in file and row order, whatever its columns are called:
   * a bare name in ORDER BY is that of a column written, if there is one.
   */
  void writeData(Path target) throws SQLException {
    copy(
        "SELECT %s FROM temp.%s AS taken WHERE bad = 0 ORDER BY taken.file, taken.line"
            .formatted(
                joined(
                    column -> column.typed() + " AS " + SqlNames.identifier(column.column().name()),
                    ", "),
                TYPED),
        target);
  }

  /** Writes the other rows: their text, the file, the row as a person counts it, the reasons. */
  void writeQuarantine(Path target) throws SQLException {
    String reasons =
        joined(
            column ->
                "CASE WHEN wanted IS NULL AND %s THEN %s END"
                    .formatted(
                        column.broken(),
                        SqlNames.text(
                            "%s: expected %s"
                                .formatted(column.column().header(), column.expected()))),
            ", ");
    String names = files.stream().map(SqlNames::text).collect(Collectors.joining(", "));
    copy(
        "SELECT [%s][file + 1] AS %s, line AS %s, concat_ws('; ', 'expected ' || wanted || ', found ' || found, %s) AS %s, %s FROM (%s) AS taken WHERE wanted IS NOT NULL OR %s ORDER BY taken.file, taken.line"
            .formatted(
                names,
                free("file"),
                free("row"),
                reasons,
                free("reason"),
                joined(
                    column -> column.raw() + " AS " + SqlNames.identifier(column.column().name()),
                    ", "),
                valued(),
                joined(ColumnSql::broken, " OR ")),
        target);
  }

  /** The name with as many underscores before it as no column of the contract has. */
  private String free(String name) {
    String candidate = "_" + name;
    while (taken(candidate)) {
      candidate = "_" + candidate;
    }
    return SqlNames.identifier(candidate);
  }

  private boolean taken(String candidate) {
    return contract.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(candidate));
  }

  private void copy(String query, Path target) throws SQLException {
    execute("COPY (%s) TO %s (FORMAT parquet)".formatted(query, SqlNames.text(target.toString())));
  }

  private String joined(Function<ColumnSql, String> part, String separator) {
    return columns.stream().map(part).collect(Collectors.joining(separator));
  }

  private void execute(String sql) throws SQLException {
    try (var statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("DROP TABLE IF EXISTS temp." + TYPED);
  }
}
