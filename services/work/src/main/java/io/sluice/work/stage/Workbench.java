package io.sluice.work.stage;

import io.sluice.engine.run.RunRef;
import io.sluice.work.delivery.DirectoryDelivery;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.DirectoryArtefactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** What a worker works with: the store, DuckDB, the place for publications. Thread-safe. */
public record Workbench(
    ArtefactStore store,
    DuckDbSessions sessions,
    DuckDbSqlInspector inspector,
    DirectoryDelivery delivery,
    StoreLayout layout)
    implements AutoCloseable {

  /**
   * Sets up a worker's place.
   *
   * @param scratch a folder of this machine for spilled rows
   * @param version Sluice's version, named in manifests
   */
  public static Workbench open(StoreLayout layout, Path scratch, String version)
      throws IOException, SQLException {
    return new Workbench(
        new DirectoryArtefactStore(layout.artefacts(), Map.of("sluice", version)),
        new DuckDbSessions(SessionSettings.in(scratch)),
        new DuckDbSqlInspector(),
        new DirectoryDelivery(layout.published()),
        layout);
  }

  /** Where a replay delivers what it does not publish. */
  DirectoryDelivery shadow(RunRef run) {
    return new DirectoryDelivery(layout.shadow(run.run()));
  }

  @Override
  public void close() throws IOException, SQLException {
    sessions.close();
    inspector.close();
  }
}
