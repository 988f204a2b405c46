package io.sluice.wire.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wire.KafkaConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkSlotTest {

  private final CountDownLatch served = new CountDownLatch(2);

  /** Loses its place, and cannot even say so when it leaves. */
  private static final class Failing extends MockShareConsumer<byte[], byte[]> {
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration limit) {
      goOnAtOnce();
      throw new KafkaException("no place in the group");
    }

    @Override
    public void close(Duration limit) {
      throw new KafkaException("Failed to close Kafka share consumer");
    }
  }

  private final class Idle extends MockShareConsumer<byte[], byte[]> {
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration limit) {
      served.countDown();
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      return ConsumerRecords.empty();
    }
  }

  private static ShareConsumer<byte[], byte[]> unresolved() {
    goOnAtOnce();
    throw new KafkaException("Failed to construct Kafka share consumer");
  }

  /** Has the slot's next pause end before it begins. */
  private static void goOnAtOnce() {
    LockSupport.unpark(Thread.currentThread());
  }

  private WorkSlot slot(KafkaConnection kafka, Supplier<ShareConsumer<byte[], byte[]>> join) {
    return new WorkSlot(
        kafka.client(),
        join,
        "slot",
        () -> Set.of("work"),
        new WorkDesk(kafka, _ -> none()),
        new WorkThreads(1, "slot"),
        WorkPace.standard());
  }

  private static Work none() {
    throw new IllegalStateException("nothing is taken");
  }

  private static KafkaConnection nowhere() {
    return KafkaConnection.open("127.0.0.1:1", "http://127.0.0.1:1");
  }

  @Test
  void shouldJoinAgainHoweverOftenThatFails() throws InterruptedException {
    // given
    Queue<Supplier<ShareConsumer<byte[], byte[]>>> members =
        new ArrayDeque<>(
            List.of(
                Failing::new,
                WorkSlotTest::unresolved,
                WorkSlotTest::unresolved,
                Failing::new,
                Idle::new));
    try (KafkaConnection kafka = nowhere()) {
      WorkSlot slot = slot(kafka, () -> members.remove().get());

      // when
      slot.start();

      // then
      assertThat(served.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(slot.isRunning()).isTrue();
      slot.stop();
      slot.await();
      assertThat(slot.isRunning()).isFalse();
    }
  }

  @Test
  void shouldNotRunWhileItHasNoPlace() throws InterruptedException {
    // given
    CountDownLatch refused = new CountDownLatch(2);
    Queue<ShareConsumer<byte[], byte[]>> members = new ArrayDeque<>(List.of(new Failing()));
    try (KafkaConnection kafka = nowhere()) {
      WorkSlot slot =
          slot(kafka, () -> Optional.ofNullable(members.poll()).orElseGet(() -> refuse(refused)));

      // when
      slot.start();

      // then
      assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(slot.isRunning()).isFalse();
      slot.stop();
      slot.await();
    }
  }

  private static ShareConsumer<byte[], byte[]> refuse(CountDownLatch refused) {
    refused.countDown();
    return unresolved();
  }
}
