package io.sluice.cli.flows;

import io.sluice.engine.run.RunEvent;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.FlowPartition;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What lies on an installation's topics. */
record Log(KafkaConnection kafka, TopicReading reading) {

  Log(KafkaConnection kafka) {
    this(kafka, new TopicReading(kafka));
  }

  /** The events of a run, as they lie on the log. */
  List<ConsumerRecord<String, byte[]>> events(String run) {
    return reading.all(kafka.topics().events()).stream()
        .filter(record -> run.equals(record.key()))
        .toList();
  }

  /** How many results of a flow are on the log. */
  long results(String flow) {
    return reading.all(kafka.topics().results()).stream()
        .filter(record -> record.key().startsWith(flow + "/"))
        .count();
  }

  /** Writes bytes to where a flow's records of the topic lie. */
  RecordMetadata write(String topic, String flow, byte @Nullable [] value)
      throws InterruptedException, ExecutionException {
    int partition = FlowPartition.of(flow, kafka.producer().partitionsFor(topic).size());
    return kafka.producer().send(new ProducerRecord<>(topic, partition, flow, value)).get();
  }

  /** Writes bytes that nobody can read, without waiting. */
  void poison(String topic, String key) {
    kafka.producer().send(new ProducerRecord<>(topic, 0, key, new byte[] {1, 2, 3}));
  }

  /** Writes the same bytes again where they were. */
  Future<RecordMetadata> repeat(ConsumerRecord<String, byte[]> record) {
    return kafka
        .producer()
        .send(
            new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value()));
  }

  /** Waits for the event that ends a run. */
  RunEvent awaitEnd(String run) throws InterruptedException, ExecutionException, TimeoutException {
    return event(
        reading.await(
            kafka.topics().events(),
            record -> run.equals(record.key()) && event(record).endsRun()));
  }

  private RunEvent event(ConsumerRecord<String, byte[]> record) {
    return EventReading.event(kafka.codec().read(record.topic(), record.value()));
  }

  /** From now on repeats every event, once. */
  TailReader echo() {
    Set<List<Object>> known = ConcurrentHashMap.newKeySet();
    return TailReader.fromEnd(
        kafka,
        kafka.topics().events(),
        record -> {
          if (known.add(List.of(record.key(), ByteBuffer.wrap(record.value())))) {
            repeat(record);
          }
        });
  }
}
