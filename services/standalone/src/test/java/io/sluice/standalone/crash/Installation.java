package io.sluice.standalone.crash;

import io.sluice.embedded.EmbeddedPlatform;
import io.sluice.engine.run.RunEvent;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker and a registry with an installation's topics, and nobody at work. */
record Installation(EmbeddedPlatform platform, KafkaConnection kafka) implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  static Installation start(Path home, Set<String> pools) {
    EmbeddedPlatform platform = EmbeddedPlatform.start(home.resolve("kafka"));
    KafkaConnection kafka =
        KafkaConnection.open(platform.bootstrapServers(), platform.registryUrl());
    new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 1, pools));
    return new Installation(platform, kafka);
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

  void trigger(String flow, SpecificRecord trigger)
      throws InterruptedException, ExecutionException {
    new EventWriter(kafka).trigger(flow, trigger).get();
  }

  /** All events that are on the log now. */
  List<RunEvent> toldEvents() {
    return all(events()).stream().map(record -> EventReading.event(read(record))).toList();
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
              RunEvent event = EventReading.event(record);
              return kind.isInstance(event) && event.run().key().equals(run);
            });
    return kind.cast(EventReading.event(found));
  }

  /** Waits for a record, from the topic's start on. */
  SpecificRecord await(String topic, Predicate<SpecificRecord> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<SpecificRecord> found = new CompletableFuture<>();
    try (TailReader reader =
        TailReader.fromStart(
            kafka,
            topic,
            record -> {
              SpecificRecord read = read(record);
              if (wanted.test(read)) {
                found.complete(read);
              }
            })) {
      return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** All records that a topic holds now, in the order of each partition. */
  List<SpecificRecord> records(String topic) {
    return all(topic).stream().map(this::read).toList();
  }

  private SpecificRecord read(ConsumerRecord<String, byte[]> record) {
    return kafka.codec().read(record.topic(), record.value());
  }

  private List<ConsumerRecord<String, byte[]>> all(String topic) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  @Override
  public void close() {
    kafka.close();
    platform.close();
  }
}
