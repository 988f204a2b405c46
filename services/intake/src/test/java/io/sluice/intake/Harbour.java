package io.sluice.intake;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.FileArrived;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.work.cache.Lease;
import io.sluice.work.delivery.DirectoryPublished;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.DirectoryArtefactStore;
import io.sluice.work.store.InputLostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker with an installation's topics where nothing but intakes is at work. */
final class Harbour implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path home;
  private final KafkaUnderTest broker;
  private final KafkaConnection kafka;
  private final DuckDbSqlInspector inspector;
  private final FlowsTopic flows;
  private final ArtefactStore store;
  private final List<SpecificRecord> told = new CopyOnWriteArrayList<>();
  private final List<String> deadLetters = new CopyOnWriteArrayList<>();
  private final List<TailReader> readers;

  Harbour(Path home) throws IOException, SQLException {
    this.home = home;
    broker = KafkaUnderTest.start(home.resolve("kafka"));
    kafka = broker.connect();
    new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 2, Set.of()));
    inspector = new DuckDbSqlInspector();
    flows = FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse);
    store = new DirectoryArtefactStore(home.resolve("store"), Map.of());
    readers =
        List.of(
            TailReader.fromStart(kafka, kafka.topics().triggers(), this::hear),
            TailReader.fromStart(kafka, kafka.topics().audit(), this::hear),
            TailReader.fromStart(
                kafka, kafka.topics().deadLetters(), it -> deadLetters.add(letter(it))));
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    told.add(kafka.codec().read(record.topic(), record.value()));
  }

  private static String letter(ConsumerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("sluice.cause").value(), StandardCharsets.UTF_8);
  }

  KafkaConnection kafka() {
    return kafka;
  }

  ArtefactStore store() {
    return store;
  }

  private Path publications() {
    return home.resolve("published");
  }

  /** Publishes a flow of one file. */
  Flow publish(String name, String yaml) throws Exception {
    Map<String, String> files =
        Map.of("flow.yaml", "format: 1\nflow: %s\n%s".formatted(name, yaml));
    Flow flow = new FlowDefinitions(inspector).parse(name, files, "").flow();
    FlowPublisher.publish(
            kafka, name, flow.revision(), files, Map.of(), Set.of("default"), Instant.now())
        .get();
    return flow;
  }

  /** Publishes a flow that was there, and is no more. */
  void publishRetired(String name, String yaml) throws Exception {
    publish(name, yaml);
    FlowPublisher.retire(kafka, name, "the owner", Instant.now()).get();
  }

  Intake open(IntakeSettings settings) throws Exception {
    return open(settings, store);
  }

  Intake open(IntakeSettings settings, ArtefactStore in) throws Exception {
    return open(settings, in, published());
  }

  Intake open(IntakeSettings settings, PublishedFiles published) throws Exception {
    return open(settings, store, published);
  }

  private Intake open(IntakeSettings settings, ArtefactStore in, PublishedFiles published)
      throws Exception {
    return Intake.start(kafka, flows, in, published, settings, START_LIMIT, InstantSource.system());
  }

  /** Opens it with another limit than the usual. */
  Intake open(IntakeSettings settings, Duration limit) throws Exception {
    return Intake.start(kafka, flows, store, published(), settings, limit, InstantSource.system());
  }

  PublishedFiles published() {
    return new DirectoryPublished(publications());
  }

  /** Publishes a file as another flow's result. */
  void publishResult(String of, Period period, String name, String content) throws Exception {
    String address = "%s/%s/v1/%s.csv".formatted(of, period.text(), name);
    Path file = publications().resolve(address);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    InputFile taken = store.take(file, name + ".csv");
    Published result =
        new Published(
            UUID.randomUUID().toString(),
            new RunRef(of, UUID.randomUUID().toString()),
            RunSubject.of(Map.of(), period, ZoneOffset.UTC),
            Instant.now(),
            1,
            "revision",
            1,
            0,
            List.of(
                new DeliveredFile(name, taken.name(), address, taken.sha256(), taken.bytes(), 1)),
            List.of(),
            List.of(),
            Map.of());
    String topic = kafka.topics().results();
    byte[] record = kafka.codec().write(topic, ResultCodec.record(result));
    kafka.producer().send(new ProducerRecord<>(topic, of, record)).get();
  }

  /** All arrivals of a flow until now, in their order. */
  List<FileArrived> arrivals(String flow) {
    return told.stream()
        .filter(FileArrived.class::isInstance)
        .map(FileArrived.class::cast)
        .filter(arrived -> arrived.getFlow().equals(flow))
        .toList();
  }

  /** All that was said to the audit of a flow or its files until now. */
  List<AuditRecorded> audits(String flow) {
    return told.stream()
        .filter(AuditRecorded.class::isInstance)
        .map(AuditRecorded.class::cast)
        .filter(audit -> audit.getSubject().startsWith(flow + "/"))
        .toList();
  }

  /** The causes of all dead letters until now. */
  List<String> deadLetters() {
    return deadLetters;
  }

  @Override
  public void close() throws SQLException {
    readers.forEach(TailReader::close);
    flows.close();
    inspector.close();
    kafka.close();
    broker.close();
  }

  /** The versions of all that arrived for a flow, in the order in which they were told. */
  List<Long> versions(String flow) {
    return arrivals(flow).stream().map(FileArrived::getVersion).toList();
  }

  /** What the store holds of an arrival. */
  String stored(FileArrived arrived) throws IOException, InputLostException {
    var file = arrived.getFile();
    return Files.readString(
        store()
            .input(new InputFile(file.getName(), file.getSha256(), file.getBytes()), new Lease()));
  }
}
