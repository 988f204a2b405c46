package io.sluice.testkit.topics;

import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads an installation's topics from their start. */
public record TopicReading(KafkaConnection kafka) {

  private static final int PATIENCE_SECONDS = 60;

  /** All that a topic holds now, in the order of each partition. */
  public List<ConsumerRecord<String, byte[]>> all(String topic) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      return all(topic, consumer);
    } finally {
      // an orderly end would wait for the fetch under way
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private static List<ConsumerRecord<String, byte[]>> all(
      String topic, KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    while (!ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(found::add);
    }
    return found;
  }

  /**
   * Waits for a record, from the topic's start on.
   *
   * @throws TimeoutException when none comes within a minute
   */
  public ConsumerRecord<String, byte[]> await(
      String topic, Predicate<ConsumerRecord<String, byte[]>> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<ConsumerRecord<String, byte[]>> found = new CompletableFuture<>();
    try (TailReader _ =
        TailReader.fromStart(
            kafka,
            topic,
            record -> {
              if (wanted.test(record)) {
                found.complete(record);
              }
            })) {
      return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
