package io.sluice.work.export;

import io.sluice.work.duckdb.SqlNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a database with a table a stage, for an analyst to open. */
final class DatabaseExport {

  // attached names are shared by all connections of one DuckDB instance
  private static final AtomicLong ATTACHED = new AtomicLong();

  private final List<String> stages;
  private final Connection duckdb;

  DatabaseExport(List<String> stages, Connection duckdb) {
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("the caller must name the stages of a database");
    }
    this.stages = stages;
    this.duckdb = duckdb;
  }

  long write(Path target) throws SQLException, IOException {
    String database = SqlNames.identifier("sluice_export_" + ATTACHED.incrementAndGet());
    execute("ATTACH %s AS %s".formatted(SqlNames.text(target.toString()), database));
    try {
      return writeTables(database);
    } finally {
      detach(database, target);
    }
  }

  private void detach(String database, Path target) throws SQLException, IOException {
    try {
      execute("DETACH " + database);
    } finally {
      Files.deleteIfExists(target.resolveSibling(target.getFileName() + ".wal"));
    }
  }

  private long writeTables(String database) throws SQLException {
    long rows = 0;
    for (String stage : stages) {
      String name = SqlNames.identifier(stage);
      execute("CREATE TABLE %s.main.%2$s AS SELECT * FROM %2$s".formatted(database, name));
      rows += View.open(duckdb, stage).count();
    }
    execute("CHECKPOINT " + database);
    return rows;
  }

  /** Each in a statement of its own, since the driver closes one that failed. */
  private void execute(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }
}
