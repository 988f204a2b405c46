package io.sluice.engine.plan;

import io.sluice.engine.flow.Export;

/**
 * How a worker does a stage. The version is semantic: raise it by hand when the same definition
 * would give other content, and every artefact made before is made again.
 */
public enum Operation {
  INGEST("ingest", 2),
  SQL("sql", 2),
  XLSX("xlsx", 2),
  CSV("csv", 1),
  PARQUET("parquet", 1),
  DUCKDB("duckdb", 1),
  HTML("html", 1),
  DIRECTORY("directory", 1),
  /** Delivers to a folder that nobody reads but who asked for the replay. */
  SHADOW("shadow", 1);

  private final String label;
  private final int version;

  Operation(String label, int version) {
    this.label = label;
    this.version = version;
  }

  /** Its name in plans and events. */
  public String label() {
    return label;
  }

  public int version() {
    return version;
  }

  /**
   * The operation of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Operation of(String label) {
    for (Operation operation : values()) {
      if (operation.label.equals(label)) {
        return operation;
      }
    }
    throw new IllegalArgumentException("no operation is called " + label);
  }

  /** The operation that writes an export. */
  public static Operation of(Export export) {
    return switch (export) {
      case Export.Xlsx _ -> XLSX;
      case Export.Csv _ -> CSV;
      case Export.Parquet _ -> PARQUET;
      case Export.DuckDb _ -> DUCKDB;
      case Export.Html _ -> HTML;
    };
  }
}
