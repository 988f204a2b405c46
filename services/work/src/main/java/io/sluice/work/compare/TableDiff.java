package io.sluice.work.compare;

import java.util.List;
import java.util.Optional;

/**
 * How two tables differ.
 *
 * @param key the columns that rows are known by; empty when whole rows were compared
 * @param columns columns that only one of them has, or that have another type, in words
 * @param rows the first rows of each kind
 */
public record TableDiff(
    List<String> key,
    long rowsBefore,
    long rowsAfter,
    long added,
    long removed,
    long changed,
    List<String> columns,
    List<Row> rows) {

  public TableDiff {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether the tables hold the same. */
  public boolean isSame() {
    return added + removed + changed == 0 && columns.isEmpty();
  }

  /** What happened to a row. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * A row that is not the same in both.
   *
   * @param known the values that it is known by
   * @param cells its other values; of a changed row those that differ
   */
  public record Row(Kind kind, List<Cell> known, List<Cell> cells) {
    public Row {
      known = List.copyOf(known);
      cells = List.copyOf(cells);
    }
  }

  /**
   * A column of a row: texts as DuckDB writes them, cut to {@link TableComparison#MAX_TEXT}.
   *
   * @param before empty for NULL and where there was no row
   * @param after empty for NULL and where there is no row
   */
  public record Cell(String column, Optional<String> before, Optional<String> after) {}
}
