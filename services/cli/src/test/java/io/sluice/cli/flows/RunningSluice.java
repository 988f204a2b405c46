package io.sluice.cli.flows;

import io.sluice.cli.RunOrder;
import io.sluice.cli.client.PreparedRun;
import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.standalone.Standalone;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StorageSettings;
import io.sluice.work.storage.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All services with a broker of their own, as people run them on their machine. */
final class RunningSluice implements AutoCloseable {

  static final Path FLOWS = Path.of("../../flow-definitions").toAbsolutePath().normalize();

  private final Standalone standalone;
  private final RunClient client;

  private RunningSluice(Standalone standalone) {
    this.standalone = standalone;
    this.client = new RunClient(standalone.kafka(), standalone.storage());
  }

  static RunningSluice start(Path home) throws InterruptedException {
    return new RunningSluice(
        Standalone.over(KafkaUnderTest::start, home, Set.of("default", "publish"), "test"));
  }

  static RunningSluice start(Path home, StorageSettings storage) throws InterruptedException {
    return new RunningSluice(
        Standalone.over(
            KafkaUnderTest::start, home, storage, Set.of("default", "publish"), "test"));
  }

  /** A flow of the project with its own sample. */
  static RunOrder order(String flow) {
    return order(FLOWS.resolve(flow));
  }

  /** A flow's folder with its own sample. */
  static RunOrder order(Path flow) {
    return new RunOrder(flow, Optional.empty(), Optional.empty(), Map.of());
  }

  RunView run(RunOrder order) {
    return run(order, _ -> {});
  }

  RunView run(RunOrder order, Consumer<RunView> progress) {
    return client.run(prepare(order), progress);
  }

  PreparedRun prepare(RunOrder order) {
    return PreparedRun.of(order, standalone.workbench().inspector(), Instant.now());
  }

  KafkaConnection kafka() {
    return standalone.kafka();
  }

  Storage storage() {
    return standalone.storage();
  }

  /** Of one that was started with its store in its home. */
  StoreLayout layout() {
    return ((FolderStorage) standalone.storage()).layout();
  }

  /** The committed files of a stage, over all keys. */
  List<Path> artefactFiles(String flow, String stage) throws IOException {
    return files(layout().artefacts().resolve(flow).resolve(stage)).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .filter(file -> !file.toString().contains(".damaged"))
        .toList();
  }

  /** Every published file of every version. */
  List<Path> publishedFiles() throws IOException {
    return files(layout().published());
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    standalone.close();
  }
}
