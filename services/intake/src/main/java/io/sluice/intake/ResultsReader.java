package io.sluice.intake;

import io.sluice.engine.run.RunResult.Published;
import io.sluice.schemas.ResultPublished;
import io.sluice.wire.AccessTrouble;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.deadletter.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the results of all flows in a group of its own, from when intake first ran. Each result
 * is committed when all that came of it is on the log; after trouble the group is joined anew, and
 * what was not committed is read again.
 */
final class ResultsReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResultsReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 5;

  private final KafkaConnection kafka;
  private final ResultIntake intake;
  private final ArrivalDesk desk;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /** Begins to read. */
  ResultsReader(KafkaConnection kafka, ResultIntake intake, ArrivalDesk desk) {
    this.kafka = kafka;
    this.intake = intake;
    this.desk = desk;
    this.consumer = join(kafka);
    this.thread = Thread.ofPlatform().daemon().name("intake-results").start(this::run);
  }

  private static KafkaConsumer<byte[], byte[]> join(KafkaConnection kafka) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    boolean joined = false;
    try {
      beginAtTheEnd(consumer, kafka.topics().results());
      consumer.subscribe(List.of(kafka.topics().results()));
      joined = true;
      return consumer;
    } finally {
      if (!joined) {
        consumer.close();
      }
    }
  }

  private static Map<String, Object> settings(KafkaConnection kafka) {
    Map<String, Object> settings = kafka.client().map();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topics().group("intake"));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
    return settings;
  }

  /** A group that never read starts nothing for results of the past. */
  private static void beginAtTheEnd(KafkaConsumer<byte[], byte[]> consumer, String results) {
    Set<TopicPartition> partitions = new HashSet<>();
    consumer
        .partitionsFor(results)
        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    Map<TopicPartition, OffsetAndMetadata> committed =
        new HashMap<>(consumer.committed(partitions));
    committed.values().removeIf(offset -> offset == null);
    partitions.removeAll(committed.keySet());
    if (partitions.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    consumer.endOffsets(partitions).forEach((p, end) -> ends.put(p, new OffsetAndMetadata(end)));
    consumer.assign(partitions);
    try {
      consumer.commitSync(ends);
    } catch (CommitFailedException e) {
      LOG.atDebug().setCause(e).log("Another intake reads in this group and has begun");
    }
    consumer.unsubscribe();
  }

  private void run() {
    try {
      readUntilTrouble();
      while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        joinAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void joinAgain() throws InterruptedException {
    try {
      consumer = join(kafka);
    } catch (RuntimeException e) {
      tell(e);
      return;
    }
    readUntilTrouble();
  }

  private void readUntilTrouble() throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> joined = consumer) {
      while (closing.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : joined.poll(POLL)) {
          take(record);
          commit(record);
        }
      }
    } catch (WakeupException e) {
      LOG.atTrace().log("Woken to close");
    } catch (RuntimeException e) {
      tell(e);
    }
  }

  private void tell(RuntimeException trouble) {
    String cause =
        AccessTrouble.sentence(trouble, kafka.client())
            .orElseGet(() -> String.valueOf(trouble.getMessage()));
    LOG.atError()
        .addKeyValue("cause", cause)
        .log("Results could not be followed; it will be tried again");
  }

  private void commit(ConsumerRecord<byte[], byte[]> record) {
    consumer.commitSync(
        Map.of(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1)));
  }

  /** Takes a result, again while that fails; after some tries it is put aside. */
  private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    String failure = "";
    for (int i = 0; i < MOST_TRIES; i++) {
      try {
        Optional<Published> published = read(record);
        if (published.isPresent()) {
          intake.take(published.get());
        }
        return;
      } catch (IOException | RuntimeException e) {
        failure = String.valueOf(e.getMessage());
        LOG.atWarn()
            .addKeyValue("offset", record.offset())
            .addKeyValue("cause", failure)
            .log("A result could not be taken; it will be tried again");
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new WakeupException();
        }
      }
    }
    putAside(record, failure);
  }

  private void putAside(ConsumerRecord<byte[], byte[]> record, String cause)
      throws InterruptedException {
    try {
      desk.deadLetter(DeadLetter.of(record, cause));
    } catch (NotToldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty for a record that is no publication. */
  private Optional<Published> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return kafka.codec().read(record.topic(), record.value()) instanceof ResultPublished result
          ? Optional.of((Published) ResultCodec.result(result))
          : Optional.empty();
    } catch (SerializationException e) {
      // runs puts it aside
      return Optional.empty();
    }
  }

  /** False once nothing is read any more. */
  boolean isRunning() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
