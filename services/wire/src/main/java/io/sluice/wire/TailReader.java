package io.sluice.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all partitions of a topic in a thread of its own, without a group and without commits. */
public final class TailReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;
  private volatile boolean closed;

  private TailReader(
      KafkaConnection kafka,
      String topic,
      boolean fromStart,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    this.consumer =
        new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromStart) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      // the end is looked up lazily: fix it now, so that nothing told after this call is missed
      partitions.forEach(consumer::position);
    }
    this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).start(() -> read(reader));
  }

  /** Reads everything that is there, and all that comes. */
  public static TailReader fromStart(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    return new TailReader(kafka, topic, true, reader);
  }

  /** Reads what comes after this call. */
  public static TailReader fromEnd(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    return new TailReader(kafka, topic, false, reader);
  }

  private static Map<String, Object> settings(KafkaConnection kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    return settings;
  }

  private void read(Consumer<ConsumerRecord<String, byte[]>> reader) {
    try (consumer) {
      while (!closed) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (WakeupException e) {
      // close() asked for it
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
