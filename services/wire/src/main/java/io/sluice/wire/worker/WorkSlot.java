package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.deadletter.DeadLetters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share consumer and the thread that works what it takes. Several short items may be taken at a
 * poll; once one takes long, those not begun are given back and its lock is renewed.
 */
final class WorkSlot {

  private static final Logger LOG = LoggerFactory.getLogger(WorkSlot.class);
  private static final int MAX_TAKEN = 8;

  /** Closing waits for the fetch under way. */
  private static final int MAX_FETCH_WAIT_MS = 200;

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RENEW = Duration.ofSeconds(5);
  private static final Duration RENEWAL = Duration.ofMillis(100);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final Function<SpecificRecord, Work> begin;
  private final KafkaConnection kafka;
  private final EventWriter events;
  private final DeadLetters deadLetters;
  private final Map<Work, Boolean> active;
  private final ExecutorService executor;
  private final Supplier<Set<String>> topics;
  private Set<String> subscribed = Set.of();
  private volatile boolean stopping;
  private Thread thread = Thread.currentThread();

  WorkSlot(
      KafkaConnection kafka,
      String group,
      Supplier<Set<String>> topics,
      Function<SpecificRecord, Work> begin,
      EventWriter events,
      DeadLetters deadLetters,
      Map<Work, Boolean> active) {
    this.kafka = kafka;
    this.begin = begin;
    this.events = events;
    this.deadLetters = deadLetters;
    this.active = active;
    this.executor = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    this.consumer =
        new KafkaShareConsumer<>(
            settings(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topics = topics;
  }

  private static Map<String, Object> settings(KafkaConnection kafka, String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_TAKEN);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MAX_FETCH_WAIT_MS);
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    return settings;
  }

  void start(String name) {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  void await() {
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        subscribe();
        take();
      }
    } finally {
      executor.shutdownNow();
      consumer.close(CLOSE_LIMIT);
    }
  }

  private void subscribe() {
    Set<String> wanted = topics.get();
    if (!wanted.equals(subscribed)) {
      consumer.subscribe(wanted);
      subscribed = wanted;
    }
  }

  /** Makes the slot look at its topics again. */
  void wake() {
    consumer.wakeup();
  }

  private Deque<ConsumerRecord<byte[], byte[]>> poll(Duration limit) {
    Deque<ConsumerRecord<byte[], byte[]>> taken = new ArrayDeque<>();
    try {
      consumer.poll(limit).forEach(taken::add);
    } catch (WakeupException e) {
      LOG.atTrace().log("Woken");
    }
    return taken;
  }

  private void take() {
    Deque<ConsumerRecord<byte[], byte[]>> taken = poll(POLL);
    Batch batch = new Batch();
    while (!taken.isEmpty()) {
      ConsumerRecord<byte[], byte[]> record = taken.removeFirst();
      if (stopping) {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
      } else {
        work(record, taken, batch);
      }
    }
    batch.acknowledge();
  }

  private void work(
      ConsumerRecord<byte[], byte[]> record,
      Deque<ConsumerRecord<byte[], byte[]>> notBegun,
      Batch batch) {
    List<Future<RecordMetadata>> told = new ArrayList<>();
    try {
      Work work = begin.apply(kafka.codec().read(record.topic(), record.value()));
      active.put(work, true);
      try {
        Future<?> done = executor.submit(() -> perform(work, told));
        await(work, done, record, notBegun, batch);
        batch.done(record, AcknowledgeType.ACCEPT, told);
      } finally {
        active.remove(work);
      }
    } catch (SerializationException | IllegalArgumentException e) {
      deadLetters.send(DeadLetter.of(record, String.valueOf(e.getMessage())));
      batch.done(record, AcknowledgeType.ACCEPT, told);
    } catch (ExecutionException e) {
      LOG.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("offset", record.offset())
          .setCause(e.getCause())
          .log("Work handed back");
      batch.done(record, AcknowledgeType.RELEASE, told);
    }
  }

  private @Nullable Void perform(Work work, List<Future<RecordMetadata>> told) throws Exception {
    work.perform(event -> told.add(tell(event)));
    return null;
  }

  private Future<RecordMetadata> tell(RunEvent event) {
    return events.event(event);
  }

  /** Waits for the work, renewing its lock; interrupts it when its time is up. */
  private void await(
      Work work,
      Future<?> done,
      ConsumerRecord<byte[], byte[]> record,
      Deque<ConsumerRecord<byte[], byte[]>> notBegun,
      Batch batch)
      throws ExecutionException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(work.timeoutMs());
    while (!isDone(done, Math.min(RENEW.toNanos(), end - System.nanoTime()))) {
      if (System.nanoTime() >= end) {
        work.interrupt();
        end = Long.MAX_VALUE;
      }
      batch.acknowledge();
      notBegun.forEach(other -> consumer.acknowledge(other, AcknowledgeType.RELEASE));
      notBegun.clear();
      consumer.acknowledge(record, AcknowledgeType.RENEW);
      poll(RENEWAL);
    }
  }

  private static boolean isDone(Future<?> done, long nanos) throws ExecutionException {
    try {
      done.get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      throw new ExecutionException(e);
    }
  }

  /** Items that are done: acknowledged together, each after its events are on the log. */
  private final class Batch {

    private record Done(
        ConsumerRecord<byte[], byte[]> record,
        AcknowledgeType type,
        List<Future<RecordMetadata>> told) {}

    private final List<Done> all = new ArrayList<>();

    void done(
        ConsumerRecord<byte[], byte[]> record,
        AcknowledgeType type,
        List<Future<RecordMetadata>> told) {
      all.add(new Done(record, type, told));
    }

    void acknowledge() {
      for (Done done : all) {
        consumer.acknowledge(done.record(), written(done) ? done.type() : AcknowledgeType.RELEASE);
      }
      if (!all.isEmpty()) {
        consumer.commitAsync();
      }
      all.clear();
    }

    private boolean written(Done done) {
      for (Future<RecordMetadata> told : done.told()) {
        try {
          told.get();
        } catch (ExecutionException e) {
          LOG.atWarn().setCause(e.getCause()).log("An event was not written; its work comes again");
          return false;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }
}
