package io.sluice.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One pass over all that a topic holds, from its beginning to the ends noted at the start; without
 * a group and without commits.
 */
public final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

  private TopicScan() {}

  /**
   * Gives every record to the reader, in this thread, in the order of each partition.
   *
   * @throws TimeoutException when the brokers say nothing for 30 s
   */
  public static void read(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    KafkaConsumer<String, byte[]> consumer = consumer(kafka);
    try {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      read(consumer, consumer.endOffsets(partitions), reader);
    } finally {
      // there is no group to leave, and taking leave of the broker waits for the fetch under way
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  /** A consumer of no group. */
  static KafkaConsumer<String, byte[]> consumer(KafkaConnection kafka) {
    Map<String, Object> settings = kafka.client().map();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Reads from where the consumer stands up to the ends. */
  static void read(
      KafkaConsumer<String, byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    long heard = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(end -> isBefore(consumer, end))) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      records.forEach(
          record -> {
            if (record.offset() < end(ends, record)) {
              reader.accept(record);
            }
          });
      heard = records.isEmpty() ? heard : System.nanoTime();
      if (System.nanoTime() - heard > SILENCE_LIMIT.toNanos()) {
        throw new TimeoutException(
            "Nothing was heard of the brokers for %d s".formatted(SILENCE_LIMIT.toSeconds()));
      }
    }
  }

  private static boolean isBefore(
      KafkaConsumer<String, byte[]> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> record) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }
}
