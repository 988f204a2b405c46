package io.sluice.work.ingest;

import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The contract's columns of all files of an input as text, in a temporary table. Blank rows are
 * left out. Not thread-safe; dropped on close.
 *
 * <p>Its columns: {@code file} (from 0), {@code line}, {@code found} and {@code wanted} (where a
 * row as a whole is wrong), {@code errors} (positions of cells that hold a workbook's error, {@code
 * ,3,}), {@code dated} (whether dates come as ISO 8601 whatever the contract's format), then {@code
 * c0}, {@code c1} …
 */
final class RawTable implements AutoCloseable {
  static final String NAME = "sluice_ingest_raw";
  private static final int ROWS_BETWEEN_LOOKS = 1_000;

  private final Connection duckdb;
  private final Contract contract;
  private final IngestLimits limits;
  private final BooleanSupplier interrupted;
  private final List<String> sheets = new ArrayList<>();
  private long rows;

  RawTable(Connection duckdb, Contract contract, IngestLimits limits, BooleanSupplier interrupted)
      throws SQLException {
    this.interrupted = interrupted;
    this.duckdb = duckdb;
    this.contract = contract;
    this.limits = limits;
    var columns = new StringBuilder();
    for (int i = 0; i < contract.columns().size(); i++) {
      columns.append(", c").append(i).append(" VARCHAR");
    }
    execute(
        "CREATE OR REPLACE TEMP TABLE %s (file INTEGER, line BIGINT, found VARCHAR, wanted VARCHAR, errors VARCHAR, dated BOOLEAN%s)"
            .formatted(NAME, columns));
  }

  /** The sheet read of each file, empty where a file has none. */
  List<String> sheets() {
    return List.copyOf(sheets);
  }

  void execute(String sql) throws SQLException {
    try (var statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Notes that a file of no sheets was added by SQL. */
  void added(long more) throws RefusedFileException {
    sheets.add("");
    count(more);
  }

  /** Takes the rows of the next file; what was taken counts only if the file ends well. */
  FileRows next(CellTexts texts) throws SQLException {
    sheets.add("");
    return new FileRows(texts);
  }

  private void count(long more) throws RefusedFileException {
    rows += more;
    if (rows > limits.rows()) {
      throw new RefusedFileException(
          " holds too many rows: %,d are allowed for all files of an input."
              .formatted(limits.rows()));
    }
  }

  @Override
  public void close() throws SQLException {
    execute("DROP TABLE IF EXISTS temp." + NAME);
  }

  /** The rows of one file. */
  final class FileRows implements RowSink, AutoCloseable {
    private final CellTexts texts;
    private final DuckDBAppender appender;
    private int[] positions = {};
    private int width;
    private boolean strictWidth;
    private long seen;

    private FileRows(CellTexts texts) throws SQLException {
      this.texts = texts;
      this.appender = duckdb.unwrap(DuckDBConnection.class).createAppender("temp", "main", NAME);
    }

    @Override
    public void heading(String where, String sheet, List<String> headings, boolean strict)
        throws RefusedFileException {
      sheets.set(sheets.size() - 1, sheet);
      positions = Headings.locate(where, contract, headings);
      width = headings.size();
      strictWidth = strict;
    }

    @Override
    public void row(Row row) throws RefusedFileException, SQLException {
      if (++seen % ROWS_BETWEEN_LOOKS == 0 && interrupted.getAsBoolean()) {
        throw new SQLException("the work was interrupted");
      }
      if (row.isBlank()) {
        return;
      }
      count(1);
      appender.beginRow().append(sheets.size() - 1).append(row.number());
      if (strictWidth && row.size() != width) {
        appender.append(row.size() + " values").append(width + " values");
      } else {
        appender.appendNull().appendNull();
      }
      appendCells(row);
      appender.endRow();
    }

    private void appendCells(Row row) throws SQLException {
      StringBuilder errors = null;
      for (int i = 0; i < positions.length; i++) {
        int at = positions[i];
        if (row.text(at) != null && row.kind(at) == Row.Kind.ERROR) {
          errors = (errors == null ? new StringBuilder(",") : errors).append(i).append(',');
        }
      }
      if (errors == null) {
        appender.appendNull();
      } else {
        appender.append(errors.toString());
      }
      appender.append(!strictWidth);
      for (int i = 0; i < positions.length; i++) {
        appendCell(row, positions[i], contract.columns().get(i));
      }
    }

    private void appendCell(Row row, int at, Column column) throws SQLException {
      String text = row.text(at);
      if (text == null) {
        appender.appendNull();
      } else if (row.kind(at) == Row.Kind.NUMBER) {
        appender.append(texts.of(text, column.type()));
      } else {
        appender.append(text);
      }
    }

    @Override
    public void close() throws SQLException {
      appender.close();
    }
  }
}
