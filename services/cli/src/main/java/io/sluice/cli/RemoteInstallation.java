package io.sluice.cli;

import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.wire.KafkaAccessException;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.registry.RegistryUnavailableException;
import io.sluice.work.stage.StoreLayout;
import io.sluice.work.store.DirectoryArtefactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;

/** An installation that is up already. */
final class RemoteInstallation implements Installation {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private final KafkaConnection kafka;
  private final StoreLayout layout;
  private final Path scratch;
  private final RunClient client;

  private RemoteInstallation(
      KafkaConnection kafka, StoreLayout layout, Path scratch, RunClient client) {
    this.kafka = kafka;
    this.layout = layout;
    this.scratch = scratch;
    this.client = client;
  }

  /**
   * @param scratch a folder of this machine
   */
  static RemoteInstallation connect(Target.Remote remote, Path scratch) {
    StoreLayout layout = storeAt(remote.store());
    try {
      DirectoryArtefactStore store = new DirectoryArtefactStore(layout.artefacts(), Map.of());
      KafkaConnection kafka = connection(remote);
      return new RemoteInstallation(kafka, layout, scratch, new RunClient(kafka, store, layout));
    } catch (IOException e) {
      throw Refusal.failed(
          "The store %s cannot be used: %s".formatted(remote.store(), e.getMessage()));
    }
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

  private static StoreLayout storeAt(String address) {
    try {
      return StoreLayout.at(address);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--store: " + e.getMessage());
    }
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
  public StoreLayout layout() {
    return layout;
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
