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

  /** Brokers, registry, installation, store, scratch folder, stage, pools separated by commas. */
  @SuppressWarnings("resource") // the process ends by halting
  public static void main(String[] args) throws Exception {
    KafkaConnection kafka = Installation.connect(args);
    Workbench bench =
        Workbench.open(
            new FolderStorage(new StoreLayout(Path.of(args[3]))), Path.of(args[4]), "test");
    Workbench halting =
        new Workbench(
            new HaltingStore(bench.store(), args[5]),
            bench.sessions(),
            bench.inspector(),
            bench.storage());
    FlowsTopic flows = FlowsTopic.start(kafka, new FlowDefinitions(bench.inspector())::parse);
    HelloFlow.work(kafka, halting, flows, Set.of(args[6].split(",", -1)));
    Thread.currentThread().join();
  }
}
