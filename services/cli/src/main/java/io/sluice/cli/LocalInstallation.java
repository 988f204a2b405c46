package io.sluice.cli;

import io.sluice.cli.client.PreparedRun;
import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.standalone.Standalone;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.files.FileWords;
import io.sluice.work.storage.Storage;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Services in this process, for as long as a command takes. They start when a run is found sound,
 * so that a mistake is told at once.
 */
final class LocalInstallation implements Installation {

  /** Pools that the least flow has; those of others are added as its revision is read. */
  static final Set<String> USUAL_POOLS = Set.of("default", "publish");

  private final Home home;
  private final String version;
  private final Runnable waiting;
  private @Nullable FileLock lock;
  private @Nullable Standalone standalone;

  /**
   * @param waiting called when another process has to finish first
   */
  LocalInstallation(Home home, String version, Runnable waiting) {
    this.home = home;
    this.version = version;
    this.waiting = waiting;
  }

  @Override
  public RunView run(RunOrder order, Consumer<RunView> progress) {
    PreparedRun prepared = prepare(order);
    Standalone services = start(prepared.pools());
    return new RunClient(services.kafka(), services.storage()).run(prepared, progress);
  }

  static PreparedRun prepare(RunOrder order) {
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      return PreparedRun.of(order, inspector, Instant.now());
    } catch (SQLException e) {
      throw Refusal.noDuckDb(e);
    }
  }

  @Override
  public KafkaConnection kafka() {
    return services().kafka();
  }

  @Override
  public Storage storage() {
    return services().storage();
  }

  @Override
  public Path scratch() {
    return home.scratch();
  }

  private Standalone services() {
    return standalone == null ? start(USUAL_POOLS) : standalone;
  }

  /** Starts the services, ready to work those pools. */
  Standalone start(Set<String> pools) {
    lock = home.lock(waiting);
    try {
      standalone = Standalone.start(home.folder(), pools, version);
      return standalone;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the services were starting.");
    }
  }

  @Override
  public void close() {
    try {
      if (standalone != null) {
        standalone.close();
      }
      if (lock != null) {
        lock.acquiredBy().close();
      }
    } catch (IOException e) {
      throw Refusal.failed("The services did not stop well: %s.".formatted(FileWords.of(e)));
    }
  }
}
