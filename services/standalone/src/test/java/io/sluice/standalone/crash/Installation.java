package io.sluice.standalone.crash;

import io.sluice.engine.run.RunEvent;
import io.sluice.schemas.TriggerRefused;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** A broker and a registry with an installation's topics, and nobody at work. */
record Installation(Path home, KafkaUnderTest broker, KafkaConnection kafka)
    implements AutoCloseable {

  static Installation start(Path home, Set<String> pools) {
    KafkaUnderTest broker = KafkaUnderTest.start(home.resolve("kafka"));
    KafkaConnection kafka = broker.connect();
    new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 1, pools));
    return new Installation(home, broker, kafka);
  }

  /** For {@link #connect}, in another process. */
  List<String> address() {
    return List.of(broker.bootstrapServers(), broker.registryUrl(), broker.installation());
  }

  /** Connects to the installation whose address the arguments begin with. */
  static KafkaConnection connect(String... arguments) {
    return KafkaConnection.open(
        arguments[0],
        Map.of("schema.registry.url", arguments[1], TopicNames.INSTALLATION, arguments[2]));
  }

  String events() {
    return kafka.topics().events();
  }

  /** Writes events and waits until they are on the log. */
  void tell(RunEvent... events) throws InterruptedException, ExecutionException {
    EventWriter writer = new EventWriter(kafka);
    List<Future<RecordMetadata>> told = new ArrayList<>();
    for (RunEvent event : events) {
      told.add(writer.event(event));
    }
    for (Future<RecordMetadata> written : told) {
      written.get();
    }
  }

  void trigger(String flow, SpecificRecord... triggers)
      throws InterruptedException, ExecutionException {
    EventWriter writer = new EventWriter(kafka);
    List<Future<RecordMetadata>> told = new ArrayList<>();
    for (SpecificRecord trigger : triggers) {
      told.add(writer.trigger(flow, trigger));
    }
    for (Future<RecordMetadata> written : told) {
      written.get();
    }
  }

  /** All events that are on the log now. */
  List<RunEvent> toldEvents() {
    return records(events()).stream()
        .filter(record -> !(record instanceof TriggerRefused))
        .map(EventReading::event)
        .toList();
  }

  /** All events of a kind that the log holds of a run. */
  <E extends RunEvent> List<E> told(Class<E> kind, String run) {
    return toldEvents().stream()
        .filter(event -> event.run().key().equals(run))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Waits for an event of a run. */
  <E extends RunEvent> E await(Class<E> kind, String run)
      throws InterruptedException, ExecutionException, TimeoutException {
    SpecificRecord found =
        await(
            events(),
            record -> {
              if (record instanceof TriggerRefused) {
                return false;
              }
              RunEvent event = EventReading.event(record);
              return kind.isInstance(event) && event.run().key().equals(run);
            });
    return kind.cast(EventReading.event(found));
  }

  /** Waits for a record, from the topic's start on. */
  SpecificRecord await(String topic, Predicate<SpecificRecord> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    return read(reading().await(topic, record -> wanted.test(read(record))));
  }

  /** All records that a topic holds now, in the order of each partition. */
  List<SpecificRecord> records(String topic) {
    return reading().all(topic).stream().map(this::read).toList();
  }

  /** How many records each topic has had so far, but for what follows from others. */
  Map<String, Long> ends() throws InterruptedException, ExecutionException {
    List<TopicPartition> partitions = new ArrayList<>();
    Set<String> topics =
        kafka.admin().listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(broker.installation() + "."))
            .collect(Collectors.toSet());
    kafka
        .admin()
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description.partitions().stream()
                    .filter(_ -> !topic.endsWith("-changelog"))
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
    Map<String, Long> ends = new TreeMap<>();
    kafka
        .admin()
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(it -> it, _ -> OffsetSpec.latest())))
        .all()
        .get()
        .forEach((partition, info) -> ends.merge(partition.topic(), info.offset(), Long::sum));
    return ends;
  }

  /** What a changelog comes to: the last value of each key. */
  Map<String, String> rows(String topic) {
    Map<String, String> rows = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : reading().all(topic)) {
      if (record.value() == null) {
        rows.remove(record.key());
      } else {
        rows.put(record.key(), HexFormat.of().formatHex(record.value()));
      }
    }
    return rows;
  }

  private TopicReading reading() {
    return new TopicReading(kafka);
  }

  private SpecificRecord read(ConsumerRecord<String, byte[]> record) {
    return kafka.codec().read(record.topic(), record.value());
  }

  @Override
  public void close() {
    kafka.close();
    broker.close();
  }
}
