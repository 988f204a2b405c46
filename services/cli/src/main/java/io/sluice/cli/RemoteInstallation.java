package io.sluice.cli;

import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.stage.StoreLayout;
import io.sluice.work.store.DirectoryArtefactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** An installation that is up already. */
final class RemoteInstallation implements Installation {

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
      KafkaConnection kafka =
          KafkaConnection.open(remote.bootstrap(), remote.registry().toString());
      return new RemoteInstallation(kafka, layout, scratch, new RunClient(kafka, store, layout));
    } catch (IOException e) {
      throw Refusal.failed(
          "The store %s cannot be used: %s".formatted(remote.store(), e.getMessage()));
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
