package io.sluice.cli;

import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.wire.KafkaAccessException;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.registry.RegistryUnavailableException;
import io.sluice.work.files.FileWords;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;

/** An installation that is up already. */
final class RemoteInstallation implements Installation {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

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
    KafkaConnection kafka = connection(remote);
    return new RemoteInstallation(kafka, storage, scratch, new RunClient(kafka, storage));
  }

  /**
   * The way to it, tried.
   *
   * @throws Refusal if Kafka or the registry does not answer, or does not let this client in
   */
  static KafkaConnection connection(Target.Remote remote) {
    Map<String, Object> config = new HashMap<>(remote.connection());
    config.put("schema.registry.url", remote.registry().toString());
    boolean reached = false;
    KafkaConnection kafka = opened(remote.bootstrap(), config);
    try {
      kafka.awaitBroker(ANSWER_LIMIT);
      kafka.requireRegistry();
      reached = true;
      return kafka;
    } catch (KafkaAccessException | RegistryUnavailableException e) {
      throw Refusal.failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while waiting for Kafka.");
    } finally {
      if (!reached) {
        kafka.close();
      }
    }
  }

  private static KafkaConnection opened(String bootstrap, Map<String, ?> config) {
    try {
      return KafkaConnection.open(bootstrap, config);
    } catch (KafkaAccessException | ConfigException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Storage storageAt(String address, Path scratch) {
    if (address.isEmpty()) {
      return new UnnamedStorage();
    }
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
      throw Refusal.failed("The store was not left well: %s.".formatted(FileWords.of(e)));
    }
  }
}
