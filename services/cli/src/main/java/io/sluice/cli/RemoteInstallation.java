package io.sluice.cli;

import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** An installation that is up already. */
final class RemoteInstallation implements Installation {

  private final KafkaConnection kafka;
  private final Storage storage;
  private final Path scratch;
  private final RunClient client;

  private RemoteInstallation(
      KafkaConnection kafka, Storage storage, Path scratch, RunClient client) {
    this.kafka = kafka;
    this.storage = storage;
    this.scratch = scratch;
    this.client = client;
  }

  /**
   * @param scratch a folder of this machine
   */
  static RemoteInstallation connect(Target.Remote remote, Path scratch) {
    Storage storage = storageAt(remote.store(), scratch);
    KafkaConnection kafka =
        KafkaConnection.open(remote.bootstrap(), remote.registry().toString());
    return new RemoteInstallation(kafka, storage, scratch, new RunClient(kafka, storage));
  }

  private static Storage storageAt(String address, Path scratch) {
    try {
      return StorageSettings.at(
              address, options(System.getenv()), System.getenv(), scratch.resolve("cache"))
          .open();
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--store: " + e.getMessage());
    }
  }

  /** The options of the store, from the variables that the services read them from. */
  private static Map<String, String> options(Map<String, String> environment) {
    Map<String, String> options = new HashMap<>();
    for (String key : StorageSettings.Options.KEYS) {
      String variable = "SLUICE_" + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
      String value = environment.get(variable);
      if (value != null && !value.isBlank()) {
        options.put(key, value);
      }
    }
    return options;
  }

  @Override
  public RunView run(RunOrder order, Consumer<RunView> progress) {
    return client.run(LocalInstallation.prepare(order), progress);
  }

  @Override
  public KafkaConnection kafka() {
    return kafka;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public void close() {
    kafka.close();
    try {
      storage.close();
    } catch (IOException e) {
      throw Refusal.failed("The store was not left well: " + e.getMessage());
    }
  }
}
