package io.sluice.standalone.crash;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.stage.StageJobs;
import io.sluice.validation.CheckJobs;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.worker.Work;
import io.sluice.wire.worker.Worker;
import io.sluice.work.check.CheckRunner;
import io.sluice.work.flowfiles.FlowFolder;
import io.sluice.work.stage.Workbench;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The flow {@code hello}: published, asked for and worked. */
record HelloFlow(Flow flow, FlowSource source) {

  static final Set<String> POOLS = Set.of("default", "publish", "clean", "total");

  private static final Path FOLDER = Path.of("../../flow-definitions/hello");

  static HelloFlow read(Workbench bench) {
    FlowSource source = FlowFolder.source(FOLDER);
    return switch (FlowReader.read(source, bench.inspector())) {
      case FlowReading.Sound sound -> new HelloFlow(sound.flow(), source);
      case FlowReading.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  /** Publishes it and asks for a run on its sample. */
  RunRequest ask(Installation installation, Workbench bench) throws Exception {
    FlowPublisher.publish(
            installation.kafka(),
            flow.name(),
            flow.revision(),
            source.revisionFiles(),
            Map.of(),
            POOLS,
            Instant.now())
        .get();
    InputFile orders = bench.store().take(FOLDER.resolve("sample/orders.csv"), "orders.csv");
    RunRequest request =
        new RunRequest(
            flow.name(),
            flow.revision(),
            "",
            RunSubject.WHOLE,
            Map.of(),
            Map.of("orders", List.of(orders)),
            Origin.request(UUID.randomUUID().toString()),
            "somebody",
            Instant.now());
    installation.trigger(flow.name(), TriggerCodec.record(request));
    return request;
  }

  /** Workers that end together. */
  record Workers(List<Worker> all) implements AutoCloseable {

    @Override
    public void close() {
      all.forEach(Worker::close);
    }
  }

  /** Begins to work all that the pools and validation hand out. */
  static Workers work(KafkaConnection kafka, Workbench bench, FlowsTopic flows, Set<String> pools) {
    StageJobs stages = new StageJobs(flows, bench, "worker", InstantSource.system());
    CheckRunner runner =
        new CheckRunner(
            bench.store(), bench.sessions(), bench.inspector(), CheckRunner.QUERY_TIMEOUT);
    CheckJobs checks = new CheckJobs(flows, runner, InstantSource.system());
    List<Worker> workers = new ArrayList<>();
    workers.add(worker(kafka, kafka.topics().checks(), checks::begin));
    pools.forEach(pool -> workers.add(worker(kafka, kafka.topics().work(pool), stages::begin)));
    return new Workers(workers);
  }

  private static Worker worker(
      KafkaConnection kafka, String topic, Function<SpecificRecord, Work> begin) {
    return Worker.start(kafka, topic, Set.of(topic), 1, begin);
  }
}
