package io.sluice.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compacted topic that holds every schema, in Confluent's layout. A write returns when its
 * record has been acknowledged and read back, so what the reader folded is always the truth.
 */
final class SchemaLog implements AutoCloseable {
  static final String TOPIC = "_schemas";
  private static final Logger LOG = LoggerFactory.getLogger(SchemaLog.class);
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final BiConsumer<JsonNode, @Nullable JsonNode> fold;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private long position;
  private volatile boolean closed;

  private SchemaLog(String bootstrapServers, BiConsumer<JsonNode, @Nullable JsonNode> fold) {
    this.fold = fold;
    Map<String, Object> address = Map.of("bootstrap.servers", bootstrapServers);
    this.producer =
        new KafkaProducer<>(
            with(
                address,
                Map.of(
                    "acks",
                    "all",
                    "linger.ms",
                    0,
                    "delivery.timeout.ms",
                    20_000,
                    "request.timeout.ms",
                    10_000,
                    "buffer.memory",
                    4L << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            with(address, Map.of("enable.auto.commit", false, "auto.offset.reset", "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.reader = Thread.ofPlatform().daemon().name("schema-log").unstarted(this::follow);
  }

  /** Opens the topic, making it when missing, and returns when all of it has been folded. */
  static SchemaLog open(String bootstrapServers, BiConsumer<JsonNode, @Nullable JsonNode> fold) {
    ensureTopic(bootstrapServers);
    SchemaLog log = new SchemaLog(bootstrapServers, fold);
    try {
      log.consumer.assign(List.of(PARTITION));
      log.consumer.seekToBeginning(List.of(PARTITION));
      Long end = log.consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      log.reader.start();
      log.await(end == null ? 0 : end);
      return log;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /**
   * Writes one record and waits until it is folded.
   *
   * @throws KafkaException if the broker does not take it, or not in 30 s
   */
  void append(JsonNode key, @Nullable JsonNode value) {
    try {
      byte[] bytes = value == null ? null : Schemas.JSON.writeValueAsBytes(value);
      ProducerRecord<byte[], byte[]> written =
          new ProducerRecord<>(TOPIC, 0, Schemas.JSON.writeValueAsBytes(key), bytes);
      long offset = producer.send(written).get(LIMIT.toSeconds(), TimeUnit.SECONDS).offset();
      await(offset + 1);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new KafkaException("Cannot write to " + TOPIC, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      reader.join(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalThreadStateException e) {
      // Never started: nobody else holds the consumer.
    }
    // an orderly end would wait for the fetch under way
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    producer.close(Duration.ofSeconds(2));
  }

  private void await(long offset) {
    lock.lock();
    try {
      long left = LIMIT.toNanos();
      while (position < offset) {
        if (left <= 0 || closed) {
          throw new KafkaException("Cannot read " + TOPIC + " back up to offset " + offset);
        }
        left = advanced.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    while (!closed) {
      try {
        consumer.poll(Duration.ofSeconds(1)).forEach(this::read);
        advanceTo(consumer.position(PARTITION));
      } catch (WakeupException e) {
        // close() woke it; the loop ends.
      } catch (KafkaException e) {
        LOG.atWarn().addKeyValue("topic", TOPIC).setCause(e).log("Cannot read the schemas");
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> found) {
    try {
      byte[] value = found.value();
      fold.accept(
          Schemas.JSON.readTree(found.key()), value == null ? null : Schemas.JSON.readTree(value));
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("topic", TOPIC)
          .addKeyValue("offset", found.offset())
          .setCause(e)
          .log("Record is no schema; passed over");
    }
  }

  private void advanceTo(long offset) {
    lock.lock();
    try {
      position = offset;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void ensureTopic(String bootstrapServers) {
    NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("Cannot make the topic " + TOPIC, e.getCause());
      }
    } catch (TimeoutException e) {
      throw new KafkaException("No broker answers at " + bootstrapServers, e);
    }
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }
}
