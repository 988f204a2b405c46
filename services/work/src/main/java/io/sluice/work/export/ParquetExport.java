package io.sluice.work.export;

import io.sluice.work.duckdb.SqlNames;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes a stage's data, in its order, as Parquet. */
final class ParquetExport {

  private final String stage;
  private final Connection duckdb;

  ParquetExport(String stage, Connection duckdb) {
    this.stage = stage;
    this.duckdb = duckdb;
  }

  long write(Path target) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM %s) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(SqlNames.identifier(stage), SqlNames.text(target.toString())));
    }
    return View.open(duckdb, stage).count();
  }
}
