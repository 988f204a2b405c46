package io.sluice.intake;

import io.sluice.engine.run.RunResult.Published;
import io.sluice.schemas.ResultPublished;
import io.sluice.wire.AccessTrouble;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
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
  private static final Duration LONGEST_COPY = Duration.ofHours(6);

  private final KafkaConnection kafka;
  private final ResultIntake intake;
  private final ArrivalDesk desk;
  private final Duration pause;
  private final InstantSource clock;
  private final ResultTroubles troubles = new ResultTroubles();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Begins to read.
   *
   * @param pause for how long a result that could not be taken is left
   */
  ResultsReader(
      KafkaConnection kafka,
      ResultIntake intake,
      ArrivalDesk desk,
      Duration pause,
      InstantSource clock) {
    this.kafka = kafka;
    this.intake = intake;
    this.desk = desk;
    this.pause = pause;
    this.clock = clock;
    this.consumer = join(kafka);
    this.thread = Thread.ofPlatform().daemon().name("intake-results").start(this::run);
  }

  private static KafkaConsumer<byte[], byte[]> join(KafkaConnection kafka) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(kafka.client().map(), kafka.topics().group("intake")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
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

  /** The group waits for as long as the files of one result may take to be copied. */
  static Map<String, Object> settings(Map<String, Object> client, String group) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_COPY.toMillis());
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
          if (isDealtWith(record)) {
            commit(record);
          } else {
            joined.seek(partition(record), record.offset());
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
          }
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
    consumer.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + 1)));
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Takes a result, or puts it aside; false when it is to be read again. */
  private boolean isDealtWith(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      Optional<Published> published = read(record);
      if (published.isPresent()) {
        intake.take(published.get());
      }
    } catch (IOException e) {
      return isPutAside(record, e, FileWords.of(e));
    } catch (RuntimeException e) {
      return isPutAside(record, e, String.valueOf(e.getMessage()));
    }
    if (troubles.end(record)) {
      LOG.atInfo()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("The result was taken at last");
    }
    return true;
  }

  private boolean isPutAside(ConsumerRecord<byte[], byte[]> record, Exception trouble, String cause)
      throws InterruptedException {
    switch (troubles.judge(record, trouble, clock.instant())) {
      case PUT_ASIDE -> {
        putAside(record, cause);
        troubles.end(record);
        return true;
      }
      case TELL_AND_WAIT ->
          LOG.atWarn()
              .addKeyValue("partition", record.partition())
              .addKeyValue("offset", record.offset())
              .addKeyValue("cause", cause)
              .log("A result could not be taken; it will be tried again until it can");
      case WAIT -> LOG.atDebug().setCause(trouble).log("The result's trouble");
    }
    return false;
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
