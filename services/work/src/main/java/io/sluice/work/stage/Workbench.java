package io.sluice.work.stage;

import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.storage.Storage;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What a worker works with: the store, DuckDB, the place for publications. Thread-safe.
 *
 * @param store of the storage
 */
public record Workbench(
    ArtefactStore store, DuckDbSessions sessions, DuckDbSqlInspector inspector, Storage storage)
    implements AutoCloseable {

  /**
   * Sets up a worker's place.
   *
   * @param storage stays the caller's
   * @param scratch a folder of this machine for spilled rows
   * @param version Sluice's version, named in manifests
   */
  public static Workbench open(Storage storage, Path scratch, String version)
      throws IOException, SQLException {
    return new Workbench(
        storage.artefacts(version),
        new DuckDbSessions(SessionSettings.in(scratch)),
        new DuckDbSqlInspector(),
        storage);
  }

  @Override
  public void close() throws IOException, SQLException {
    sessions.close();
    inspector.close();
  }
}
