package io.sluice.work.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An in-memory DuckDB that may touch one folder, as a worker's does. */
final class SandboxedDuckDb implements AutoCloseable {

  private final Connection connection;

  SandboxedDuckDb(Path folder) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("SET threads = 1");
    run("SET allowed_directories = ['" + folder + "']");
    run("SET enable_external_access = false");
    run("SET lock_configuration = true");
  }

  SandboxedDuckDb run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return this;
  }

  SandboxedDuckDb view(String name, String select) throws SQLException {
    return run("CREATE TEMP VIEW \"%s\" AS %s".formatted(name, select));
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
