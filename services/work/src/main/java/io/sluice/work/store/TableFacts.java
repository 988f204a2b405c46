package io.sluice.work.store;

import java.util.List;

/**
 * What a table file holds.
 *
 * @param fingerprint hash of columns and rows without regard to the rows' order, lower-case hex
 */
public record TableFacts(long rows, List<TableColumn> columns, String fingerprint) {

  public TableFacts {
    columns = List.copyOf(columns);
  }

  /**
   * A column of a table.
   *
   * @param type as DuckDB writes it, {@code DECIMAL(10,2)}
   */
  public record TableColumn(String name, String type) {}
}
