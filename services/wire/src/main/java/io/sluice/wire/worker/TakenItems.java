package io.sluice.wire.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** The items of one poll that are not acknowledged yet. For the consumer's own thread. */
final class TakenItems {

  private static final Duration RENEW_LIMIT = Duration.ofSeconds(2);

  private final ShareConsumer<byte[], byte[]> consumer;
  private final Semaphore signal;
  private final WorkPace pace;
  private final List<WorkItem> open = new ArrayList<>();
  private final long begin = System.nanoTime();
  private long renewed = begin;

  /**
   * @param signal released whenever there may be something to do
   */
  TakenItems(ShareConsumer<byte[], byte[]> consumer, Semaphore signal, WorkPace pace) {
    this.pace = pace;
    this.consumer = consumer;
    this.signal = signal;
  }

  void add(WorkItem item) {
    open.add(item);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Waits for a signal, or until a lock or a time limit wants attention. */
  void awaitChange() throws InterruptedException {
    long nanos =
        Math.min(pace.hold().toNanos(), pace.renew().toNanos() - (System.nanoTime() - renewed));
    for (WorkItem item : open) {
      nanos = Math.min(nanos, item.nanosLeft());
    }
    if (signal.tryAcquire(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
      signal.drainPermits();
    }
  }

  /** Acknowledges what is finished; what no thread began in time goes to others. */
  void attend() {
    acknowledge(WorkItem::isFinished);
    if (System.nanoTime() - begin >= pace.hold().toNanos()) {
      giveBack(WorkItem::passOn);
    }
    open.forEach(WorkItem::writeWhenDue);
    open.forEach(WorkItem::interruptWhenDue);
    if (!open.isEmpty() && System.nanoTime() - renewed >= pace.renew().toNanos()) {
      renew();
      renewed = System.nanoTime();
    }
  }

  /** Gives back what is not begun. */
  void giveBackWaiting() {
    giveBack(WorkItem::giveBack);
  }

  private void giveBack(Predicate<WorkItem> which) {
    if (acknowledge(which)) {
      consumer.commitAsync();
    }
  }

  /** Gives everything back; nothing that its work still tells counts. */
  void abandon() {
    open.forEach(WorkItem::abandon);
    acknowledge(item -> true);
  }

  private boolean acknowledge(Predicate<WorkItem> which) {
    return open.removeIf(
        item -> {
          boolean concerned = which.test(item);
          if (concerned) {
            consumer.acknowledge(item.record(), item.settle());
          }
          return concerned;
        });
  }

  /** Renews the locks; an item whose lock is lost is another member's from now on. */
  private void renew() {
    consumer.commitAsync();
    open.forEach(item -> consumer.acknowledge(item.record(), AcknowledgeType.RENEW));
    long lockEnd = System.nanoTime() + pace.lock().toNanos();
    boolean confirmed = confirm();
    Set<ConsumerRecord<byte[], byte[]>> held = confirmed ? takeBack() : Set.of();
    open.removeIf(item -> !held.contains(item.record()) && lost(item));
    open.forEach(item -> item.renewed(lockEnd));
  }

  private static boolean lost(WorkItem item) {
    item.abandon();
    return true;
  }

  private boolean confirm() {
    try {
      return commit();
    } catch (WakeupException e) {
      signal.release();
      return commit();
    }
  }

  private boolean commit() {
    return consumer.commitSync(RENEW_LIMIT).values().stream().anyMatch(Optional::isEmpty);
  }

  /**
   * The consumer hands out renewed records once more, and no others while it has such. Should all
   * be lost, it begins a fetch: what that brings is not for now.
   */
  private Set<ConsumerRecord<byte[], byte[]>> takeBack() {
    Set<ConsumerRecord<byte[], byte[]>> held = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : pollAgain()) {
      if (open.stream().anyMatch(item -> item.record().equals(record))) {
        held.add(record);
      } else {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
        consumer.commitAsync();
      }
    }
    return held;
  }

  private Iterable<ConsumerRecord<byte[], byte[]>> pollAgain() {
    try {
      return consumer.poll(RENEW_LIMIT);
    } catch (WakeupException e) {
      signal.release();
      return consumer.poll(RENEW_LIMIT);
    }
  }
}
