package io.sluice.cli;

import io.sluice.cli.client.RunClient;
import io.sluice.cli.view.RunView;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.stage.StoreLayout;
import io.sluice.work.store.DirectoryArtefactStore;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** An installation that is up already. */
final class RemoteInstallation implements Installation {

  private final KafkaConnection kafka;
  private final RunClient client;

  private RemoteInstallation(KafkaConnection kafka, RunClient client) {
    this.kafka = kafka;
    this.client = client;
  }

  static RemoteInstallation connect(Target.Remote remote) {
    StoreLayout layout = storeAt(remote.store());
    try {
      DirectoryArtefactStore store = new DirectoryArtefactStore(layout.artefacts(), Map.of());
      KafkaConnection kafka =
          KafkaConnection.open(remote.bootstrap(), remote.registry().toString());
      return new RemoteInstallation(kafka, new RunClient(kafka, store, layout));
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
  public void close() {
    kafka.close();
  }
}
