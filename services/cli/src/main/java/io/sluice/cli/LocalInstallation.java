package io.sluice.cli;

import io.sluice.cli.client.PreparedRun;
import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.standalone.Standalone;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** Services in this process, for as long as a command takes. */
final class LocalInstallation implements Installation {

  private final Standalone standalone;
  private final RunClient client;

  private LocalInstallation(Standalone standalone) {
    this.standalone = standalone;
    this.client = new RunClient(standalone.kafka(), standalone.bench().store(), standalone.store());
  }

  /** Starts the services of a working folder, its state in {@code home}. */
  static LocalInstallation start(Path home, Set<String> pools, String version) {
    try {
      return new LocalInstallation(Standalone.start(home, pools, version));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the services were starting.");
    } catch (RuntimeException e) {
      throw Refusal.failed("The services do not start: " + e.getMessage());
    }
  }

  @Override
  public RunView run(RunOrder order, Consumer<RunView> progress) {
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      return client.run(PreparedRun.of(order, inspector, Instant.now()), progress);
    } catch (SQLException e) {
      throw Refusal.failed("DuckDB does not start: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      standalone.close();
    } catch (IOException | SQLException e) {
      throw Refusal.failed("The services did not stop well: " + e.getMessage());
    }
  }
}
