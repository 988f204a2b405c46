package io.sluice.cli.bench;

import io.sluice.cli.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A record's way from a plain producer to a plain consumer, acks=all, one at a time. */
final class KafkaHop {

  private static final String TOPIC = "bench-hop";
  private static final int WARM_UP = 300;
  private static final int MEASURED = 1_000;
  private static final int BYTES = 200;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private KafkaHop() {}

  /** Milliseconds from send to poll. */
  static Percentiles measure(Admin admin, String bootstrapServers)
      throws InterruptedException, ExecutionException {
    admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty()))).all().get();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers);
        KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int hop = 0; hop < WARM_UP; hop++) {
        hop(producer, consumer);
      }
      double[] millis = new double[MEASURED];
      for (int hop = 0; hop < MEASURED; hop++) {
        millis[hop] = hop(producer, consumer);
      }
      return Percentiles.of(millis);
    }
  }

  private static double hop(
      KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer) {
    long start = System.nanoTime();
    producer.send(new ProducerRecord<>(TOPIC, new byte[BYTES]));
    if (consumer.poll(LIMIT).count() != 1) {
      throw new IllegalStateException(
          "a record did not come within %d s".formatted(LIMIT.toSeconds()));
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
