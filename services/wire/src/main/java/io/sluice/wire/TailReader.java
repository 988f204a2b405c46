package io.sluice.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Reads all partitions of a topic in a thread of its own, without a group and without commits. */
public final class TailReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Map<String, Object> AT_ONCE =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
  private static final Map<String, Object> AT_LEISURE =
      Map.of(
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
          1 << 20,
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          200);

  private final ClientSettings client;
  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final String topic;
  private final Thread thread;
  private final Map<TopicPartition, Long> ends;
  private volatile String trouble = "";
  private final AtomicLong count = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  private TailReader(
      KafkaConnection kafka,
      String topic,
      boolean fromStart,
      Map<String, Object> pace,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    this(
        kafka.client(),
        new KafkaConsumer<>(
            settings(kafka, pace), new StringDeserializer(), new ByteArrayDeserializer()),
        topic,
        fromStart,
        reader);
  }

  /** Reads with a consumer of no group, which it closes. */
  TailReader(
      ClientSettings client,
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      String topic,
      boolean fromStart,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    this.client = client;
    this.consumer = consumer;
    this.topic = topic;
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromStart) {
      consumer.seekToBeginning(partitions);
      ends = consumer.endOffsets(partitions);
    } else {
      consumer.seekToEnd(partitions);
      // the end is looked up lazily: fix it now, so that nothing told after this call is missed
      partitions.forEach(consumer::position);
      ends = Map.of();
    }
    this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).start(() -> read(reader));
  }

  /** Reads everything that is there, and all that comes. */
  public static TailReader fromStart(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    return new TailReader(kafka, topic, true, AT_ONCE, reader);
  }

  /** Reads what comes after this call. */
  public static TailReader fromEnd(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    return new TailReader(kafka, topic, false, AT_ONCE, reader);
  }

  /** Reads what comes after this call, up to 200 ms late and in larger portions for that. */
  public static TailReader fromEndAtLeisure(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    return new TailReader(kafka, topic, false, AT_LEISURE, reader);
  }

  /** Whether everything was read that was there when the reader began. */
  public boolean isCaughtUp() {
    return caughtUp.getCount() == 0;
  }

  /**
   * Waits until all was read that was there when this began to read, however long that takes while
   * it goes on; false when not one record more was read within the limit.
   */
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    long before;
    do {
      before = count.get();
      if (caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } while (count.get() > before);
    return false;
  }

  /** Whether it reads; false while it cannot, and once it does no more. */
  public boolean isRunning() {
    return thread.isAlive() && trouble.isEmpty();
  }

  private static Map<String, Object> settings(KafkaConnection kafka, Map<String, Object> pace) {
    Map<String, Object> settings = kafka.client().map();
    settings.putAll(pace);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // a reader that fell behind what is kept reads all that is left
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  private void read(Consumer<ConsumerRecord<String, byte[]>> reader) {
    try {
      boolean closed = false;
      while (!closed && closing.getCount() > 0) {
        closed = poll(reader);
      }
    } finally {
      // there is no group to leave, and taking leave of the broker waits for the fetch under way
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  /** Whether the reader was closed in the meantime. */
  private boolean poll(Consumer<ConsumerRecord<String, byte[]>> reader) {
    try {
      noteCaughtUp();
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      trouble = "";
      records.forEach(record -> read(record, reader));
      return false;
    } catch (WakeupException e) {
      LOG.atTrace().log("Woken to close");
      return true;
    } catch (RuntimeException e) {
      // whoever follows the topic would miss all that comes: what lasts must not end the thread
      tell(e);
      return pause();
    }
  }

  /** Says the same but once, however often it is tried again. */
  private void tell(RuntimeException failure) {
    String before = trouble;
    trouble = AccessTrouble.sentence(failure, client).orElseGet(failure::toString);
    if (!trouble.equals(before)) {
      LOG.atError()
          .addKeyValue("topic", topic)
          .addKeyValue("cause", trouble)
          .log("A topic cannot be followed; it is tried again");
    }
  }

  private void noteCaughtUp() {
    if (!isCaughtUp()
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      caughtUp.countDown();
    }
  }

  /** Gives one record to the reader, again and again while the registry cannot be reached. */
  private void read(
      ConsumerRecord<String, byte[]> record, Consumer<ConsumerRecord<String, byte[]>> reader) {
    boolean read = false;
    while (!read) {
      try {
        reader.accept(record);
        trouble = "";
        read = true;
      } catch (RetriableException e) {
        trouble = String.valueOf(e.getMessage());
        warn(record, e).log("A record cannot be read yet");
        read = pause();
      } catch (RuntimeException e) {
        warn(record, e).setCause(e).log("A record was passed over");
        read = true;
      }
    }
    count.incrementAndGet();
  }

  private static LoggingEventBuilder warn(ConsumerRecord<?, ?> record, RuntimeException e) {
    return LOG.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("offset", record.offset())
        .addKeyValue("cause", e.getMessage());
  }

  /** Whether the reader was closed in the meantime. */
  private boolean pause() {
    try {
      return closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
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
