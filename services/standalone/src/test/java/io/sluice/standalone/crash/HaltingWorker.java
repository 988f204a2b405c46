package io.sluice.standalone.crash;

import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.StoreLayout;
import java.nio.file.Path;
import java.util.Set;

/** A worker in a process that is halted after it has committed an artefact of a stage. */
public final class HaltingWorker {

  private HaltingWorker() {}

  /** Brokers, registry, store, scratch folder, stage, pools separated by commas. */
  @SuppressWarnings("resource") // the process ends by halting
  public static void main(String[] args) throws Exception {
    KafkaConnection kafka = KafkaConnection.open(args[0], args[1]);
    Workbench bench = Workbench.open(
            new FolderStorage(new StoreLayout(Path.of(args[2]))), Path.of(args[3]), "test");
    Workbench halting =
        new Workbench(
            new HaltingStore(bench.store(), args[4]),
            bench.sessions(),
            bench.inspector(),
            bench.storage());
    FlowsTopic flows = FlowsTopic.start(kafka, new FlowDefinitions(bench.inspector())::parse);
    HelloFlow.work(kafka, halting, flows, Set.of(args[5].split(",", -1)));
    Thread.currentThread().join();
  }
}
