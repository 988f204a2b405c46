package io.sluice.wire.worker;

import io.sluice.wire.AccessTrouble;
import io.sluice.wire.ClientSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share consumer and the thread that serves it. It takes some items at a poll, has them worked,
 * and acknowledges each after its events are written. Items that no thread could begin soon are
 * given back; the locks of long ones are renewed.
 */
final class WorkSlot {

  private static final Logger LOG = LoggerFactory.getLogger(WorkSlot.class);

  /**
   * Giving back counts as a delivery: an item may be taken and given back this often before its
   * turn comes, which has to stay well below the delivery limit.
   */
  static final int MAX_TAKEN = 4;

  /** Closing waits for the fetch under way. */
  private static final int MAX_FETCH_WAIT_MS = 200;

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ClientSettings client;
  private final Supplier<ShareConsumer<byte[], byte[]>> join;
  private final Supplier<Set<String>> topics;
  private final WorkDesk desk;
  private final WorkThreads threads;
  private final WorkPace pace;
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread;
  private ShareConsumer<byte[], byte[]> consumer;
  private Set<String> subscribed = Set.of();
  private volatile boolean serving = true;
  private volatile boolean stopping;
  private volatile long finishBy;

  /**
   * @param client told of in what is said of trouble
   * @param join makes a consumer that is a member of the share group
   */
  WorkSlot(
      ClientSettings client,
      Supplier<ShareConsumer<byte[], byte[]>> join,
      String name,
      Supplier<Set<String>> topics,
      WorkDesk desk,
      WorkThreads threads,
      WorkPace pace) {
    this.client = client;
    this.join = join;
    this.topics = topics;
    this.desk = desk;
    this.threads = threads;
    this.pace = pace;
    this.consumer = join.get();
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** A member of the share group that takes as a slot has to. */
  static ShareConsumer<byte[], byte[]> join(ClientSettings client, String group) {
    Map<String, Object> settings = client.map();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_TAKEN);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MAX_FETCH_WAIT_MS);
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    return new KafkaShareConsumer<>(
        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void start() {
    thread.start();
  }

  /** Whether it takes items; false while it has lost its place in the group. */
  boolean isRunning() {
    return thread.isAlive() && serving;
  }

  /** Takes nothing more, and gives what is under way a few seconds to finish. */
  void stop() {
    finishBy = System.nanoTime() + pace.finish().toNanos();
    stopping = true;
    wake();
    LockSupport.unpark(thread);
  }

  /** Makes the slot look again at what it should do. */
  synchronized void wake() {
    signal.release();
    consumer.wakeup();
  }

  void await() {
    try {
      thread.join(pace.finish().plus(CLOSE_LIMIT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        try {
          serve();
        } catch (InterruptedException e) {
          stopping = true;
        } catch (RuntimeException e) {
          serving = false;
          tell(e);
          joinAgain();
        }
      }
    } finally {
      leave();
    }
  }

  private void tell(RuntimeException failure) {
    AccessTrouble.sentence(failure, client)
        .ifPresentOrElse(
            sentence -> LOG.atError().log(sentence),
            () ->
                LOG.atError()
                    .setCause(failure)
                    .log("A worker lost its place in the share group; it joins again"));
  }

  /** A consumer that failed may hold records that it will never acknowledge. */
  private void joinAgain() {
    leave();
    subscribed = Set.of();
    boolean joined = false;
    while (!joined && !stopping) {
      LockSupport.parkNanos(PAUSE.toNanos());
      joined = !stopping && tryJoin();
    }
  }

  private boolean tryJoin() {
    try {
      ShareConsumer<byte[], byte[]> next = join.get();
      synchronized (this) {
        consumer = next;
      }
      return true;
    } catch (RuntimeException e) {
      tell(e);
      return false;
    }
  }

  private void leave() {
    try {
      consumer.close(CLOSE_LIMIT);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("A worker did not leave its share group well");
    }
  }

  private void serve() throws InterruptedException {
    while (!stopping) {
      subscribe();
      if (threads.awaitFree(POLL) && !stopping) {
        work(take());
      }
    }
  }

  private void subscribe() {
    Set<String> wanted = topics.get();
    if (!wanted.equals(subscribed)) {
      consumer.subscribe(wanted);
      subscribed = wanted;
    }
  }

  private TakenItems take() {
    TakenItems taken = new TakenItems(consumer, signal, pace);
    // from before the poll, since the broker locks records before they are here
    long lockEnd = System.nanoTime() + pace.lock().toNanos();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        WorkItem item = new WorkItem(record, lockEnd, desk, signal::release);
        taken.add(item);
        threads.submit(item);
      }
      serving = true;
    } catch (WakeupException e) {
      LOG.atTrace().log("Woken");
    }
    return taken;
  }

  private void work(TakenItems taken) throws InterruptedException {
    while (!taken.isEmpty()) {
      taken.awaitChange();
      taken.attend();
      if (stopping) {
        taken.giveBackWaiting();
      }
      if (stopping && System.nanoTime() - finishBy >= 0) {
        taken.abandon();
      }
    }
    // otherwise the next poll carries the acknowledgements
    if (stopping || !threads.isFree()) {
      consumer.commitAsync();
    }
  }
}
