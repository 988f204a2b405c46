package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.topics.ShareGroupSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that a slot took: begun once by a work thread, or given back before. */
final class WorkItem implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkItem.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(20);

  /**
   * After this delivery the broker hands it to nobody any more, and tells nobody. An item comes so
   * far by the ends of processes alone: one that fails in words is put aside before, and is handed
   * out anew by the coordination some minutes later.
   */
  private static final int LAST_DELIVERY = ShareGroupSettings.standard().deliveryLimit();

  private final ConsumerRecord<byte[], byte[]> record;
  private final WorkDesk desk;
  private final Runnable finished;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final Telling telling;
  private volatile @Nullable Work work;
  private volatile long endNanos;
  private volatile long lockEndNanos;
  private volatile boolean abandoned;
  private volatile @Nullable AcknowledgeType verdict;
  private boolean interrupted;

  /**
   * @param lockEndNanos the {@link System#nanoTime} from which on it may be another member's
   * @param finished called from a work thread when {@link #verdict} is there
   */
  WorkItem(
      ConsumerRecord<byte[], byte[]> record, long lockEndNanos, WorkDesk desk, Runnable finished) {
    this.lockEndNanos = lockEndNanos;
    this.record = record;
    this.desk = desk;
    this.finished = finished;
    this.telling = new Telling(desk::tell);
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  /** Its lock was renewed. */
  void renewed(long lockEndNanos) {
    this.lockEndNanos = lockEndNanos;
  }

  /** Keeps the item from being begun; false if it is already. */
  boolean giveBack() {
    return claimed.compareAndSet(false, true);
  }

  /** As {@link #giveBack}, unless that would use up its deliveries. */
  boolean passOn() {
    return deliveries() <= WorkSlot.MAX_TAKEN && giveBack();
  }

  @Override
  public void run() {
    if (!claimed.compareAndSet(false, true)) {
      return;
    }
    try {
      Work begun = desk.begin(record);
      endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(begun.timeoutMs());
      work = begun;
      if (abandoned) {
        // whoever gave up on it did not see the work yet
        begun.interrupt();
      }
      perform(begun);
    } catch (SerializationException | IllegalArgumentException e) {
      DeadLetter letter = DeadLetter.of(record, String.valueOf(e.getMessage()));
      telling.sent(desk.putAside(letter));
      finish(AcknowledgeType.ACCEPT);
    } catch (RuntimeException | Error e) {
      handBack(e);
    }
  }

  private void perform(Work begun) {
    desk.enter(begun);
    try {
      telling.begin();
      if (deliveries() < LAST_DELIVERY) {
        begun.perform(this::tell);
      } else {
        begun.giveUp(
            "its work was handed out %d times and never came to an end".formatted(deliveries()),
            this::tell);
      }
      write();
      finish(AcknowledgeType.ACCEPT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handBack(e);
    } catch (Exception | Error e) {
      handBack(e);
    } finally {
      desk.leave(begun);
    }
  }

  private void tell(RunEvent event) {
    requireOurs();
    telling.tell(event);
    if (deliveries() > WorkSlot.MAX_TAKEN) {
      // more often than it is given back: its work may have ended processes before they wrote a
      // word
      telling.write();
      requireWritten();
    }
  }

  private void requireWritten() {
    try {
      telling.awaitWritten();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an event was not written", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private int deliveries() {
    return record.deliveryCount().orElse((short) 1);
  }

  private void write() {
    requireOurs();
    telling.write();
  }

  /**
   * The lock's end counts by a clock of this process: one that was frozen goes on before its slot
   * learns that others have the item.
   */
  private boolean isOurs() {
    return !abandoned && System.nanoTime() - lockEndNanos < 0;
  }

  private void requireOurs() {
    if (!isOurs()) {
      throw new IllegalStateException("the work was handed back, or is another worker's by now");
    }
  }

  /** Writes what long work has told so far. */
  void writeWhenDue() {
    if (isOurs()) {
      telling.writeWhenDue();
    }
  }

  /** Hands the item back after a pause, since it is redelivered at once and only so often. */
  private void handBack(Throwable cause) {
    int deliveries = deliveries();
    LOG.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("offset", record.offset())
        .addKeyValue("deliveries", deliveries)
        .setCause(cause)
        .log("Work is handed back");
    long pauseMs = FIRST_PAUSE.toMillis() << Math.clamp(deliveries - 1, 0, 10);
    Executor later =
        CompletableFuture.delayedExecutor(
            Math.min(pauseMs, LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS, Runnable::run);
    AcknowledgeType back =
        deliveries < LAST_DELIVERY - 1 ? AcknowledgeType.RELEASE : AcknowledgeType.REJECT;
    later.execute(() -> finish(back));
  }

  private void finish(AcknowledgeType decided) {
    verdict = decided;
    finished.run();
  }

  /** Whether there is a verdict, or nobody waits for one any more. */
  boolean isFinished() {
    return verdict != null || abandoned;
  }

  /** Interrupts work whose time is up, once; gives up on work that goes on all the same. */
  void interruptWhenDue() {
    Work begun = work;
    if (begun != null && !interrupted && System.nanoTime() - endNanos >= 0) {
      interrupted = true;
      begun.interrupt();
    }
    if (interrupted && System.nanoTime() - endNanos >= INTERRUPT_LIMIT.toNanos()) {
      abandon();
    }
  }

  /**
   * How long until {@link #interruptWhenDue} or {@link #writeWhenDue} has something to do, in ns.
   */
  long nanosLeft() {
    boolean canBeDue = work != null && !interrupted;
    long untilEnd = canBeDue ? Math.max(0, endNanos - System.nanoTime()) : Long.MAX_VALUE;
    return Math.min(untilEnd, telling.nanosLeft());
  }

  /** Ends the work; nothing that it tells from now on counts. */
  void abandon() {
    abandoned = true;
    Work begun = work;
    if (begun != null) {
      begun.interrupt();
    }
  }

  /** What to do with the record: waits until what was told is on the log. */
  AcknowledgeType settle() {
    AcknowledgeType decided = verdict;
    if (decided == null || !written()) {
      return AcknowledgeType.RELEASE;
    }
    return decided;
  }

  private boolean written() {
    try {
      telling.awaitWritten();
      return true;
    } catch (ExecutionException e) {
      LOG.atWarn().setCause(e.getCause()).log("An event was not written: its work comes again");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
