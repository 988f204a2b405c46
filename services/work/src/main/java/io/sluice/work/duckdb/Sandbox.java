package io.sluice.work.duckdb;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * Opens in-memory instances that see nothing but the given folders and cannot be told otherwise.
 */
final class Sandbox {

  private final List<Path> folders;
  private final Path spill;
  private final int memoryMb;
  private final int maxSpillMb;
  private final int threads;

  Sandbox(List<Path> folders, Path spill, int memoryMb, SessionSettings settings) {
    this.folders = List.copyOf(folders);
    this.spill = spill;
    this.memoryMb = memoryMb;
    this.maxSpillMb = settings.maxSpillMb();
    this.threads = settings.threads();
  }

  DuckDBConnection open() throws SQLException {
    var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings()) {
        statement.execute(setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The order matters: once external access is off, folders and limits cannot be set. */
  private List<String> settings() {
    String allowed =
        folders.stream()
            .map(folder -> SqlNames.text(folder + "/"))
            .collect(Collectors.joining(",", "[", "]"));
    var settings = new ArrayList<String>();
    settings.add("SET temp_directory=" + SqlNames.text(spill.toString()));
    settings.add("SET memory_limit='" + memoryMb + "MB'");
    settings.add("SET max_temp_directory_size='" + maxSpillMb + "MB'");
    settings.add("SET threads=" + threads);
    // text of instants, and so fingerprints, must not depend on where a worker stands
    settings.add("SET TimeZone='UTC'");
    settings.add("SET allowed_directories=" + allowed);
    settings.add("SET autoinstall_known_extensions=false");
    settings.add("SET autoload_known_extensions=false");
    settings.add("SET allow_community_extensions=false");
    settings.add("SET enable_external_access=false");
    settings.add("SET lock_configuration=true");
    return settings;
  }
}
