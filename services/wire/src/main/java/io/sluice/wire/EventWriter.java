package io.sluice.wire;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.codec.EventWriting;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes to the topics that are partitioned by flow. Thread-safe. */
public final class EventWriter {

  private final KafkaConnection kafka;

  public EventWriter(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Sends an event of a run; it is on the log when the answer is there. */
  public Future<RecordMetadata> event(RunEvent event) {
    String topic = kafka.topics().events();
    return send(topic, event.run().key(), event.run().flow(), EventWriting.record(event));
  }

  /** Sends a trigger of a flow; it is on the log when the answer is there. */
  public Future<RecordMetadata> trigger(String flow, SpecificRecord trigger) {
    return send(kafka.topics().triggers(), flow, flow, trigger);
  }

  private Future<RecordMetadata> send(
      String topic, String key, String flow, SpecificRecord record) {
    int partitions = kafka.producer().partitionsFor(topic).size();
    int partition = FlowPartition.of(flow, partitions);
    byte[] bytes = kafka.codec().write(topic, record);
    return kafka.producer().send(new ProducerRecord<>(topic, partition, key, bytes));
  }
}
