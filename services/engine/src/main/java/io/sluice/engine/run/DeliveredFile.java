package io.sluice.engine.run;

import java.util.List;

/**
 * A file that a delivery put outside.
 *
 * @param publication name of the publication it belongs to
 * @param name its file name
 * @param address where it lies: a path relative to the delivery's target
 * @param sha256 hash of its bytes, lower-case hex
 * @param rows rows of the tables in it
 * @param columns columns of the one table that it holds, in their order; empty when it holds
 *     several, or none
 */
public record DeliveredFile(
    String publication,
    String name,
    String address,
    String sha256,
    long bytes,
    long rows,
    List<Column> columns) {

  public DeliveredFile {
    columns = List.copyOf(columns);
  }

  /** A file of which no columns are told. */
  public DeliveredFile(
      String publication, String name, String address, String sha256, long bytes, long rows) {
    this(publication, name, address, sha256, bytes, rows, List.of());
  }

  /**
   * A column of a table.
   *
   * @param type as DuckDB writes it, {@code DECIMAL(10,2)}
   */
  public record Column(String name, String type) {}
}
