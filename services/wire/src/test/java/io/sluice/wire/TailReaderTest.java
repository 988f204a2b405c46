package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TailReaderTest {

  private static final String TOPIC = "followed";
  private static final Duration RECORD_TAKES = Duration.ofMillis(250);
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final BlockingQueue<Long> offsets = new LinkedBlockingQueue<>();

  /** A topic of one record, whose place is not known at once. */
  private static final class Slow extends MockConsumer<String, byte[]> {
    private boolean asked;

    private Slow() {
      super("earliest");
      updatePartitions(
          TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
      updateBeginningOffsets(Map.of(PARTITION, 0L));
      updateEndOffsets(Map.of(PARTITION, 1L));
      schedulePollTask(() -> add(0));
    }

    private void add(long offset) {
      addRecord(new ConsumerRecord<>(TOPIC, 0, offset, "key", new byte[] {1}));
    }

    @Override
    public synchronized long position(TopicPartition partition) {
      if (!asked) {
        asked = true;
        throw new TimeoutException("the position could not be determined");
      }
      return super.position(partition);
    }
  }

  private TailReader follow(Slow consumer) {
    return follow(consumer, record -> offsets.add(record.offset()));
  }

  private static TailReader follow(
      Slow consumer, Consumer<ConsumerRecord<String, byte[]>> onRecord) {
    ClientSettings client =
        ClientSettings.of("127.0.0.1:1", Map.of("schema.registry.url", "http://127.0.0.1:1"));
    return new TailReader(client, consumer, TOPIC, true, onRecord);
  }

  /** That time passes is what is tested. */
  private static void takeTime(ConsumerRecord<String, byte[]> record) {
    LockSupport.parkNanos(RECORD_TAKES.toNanos());
  }

  @Test
  void shouldReadOnAfterThePositionCouldNotBeLearnt() throws InterruptedException {
    try (TailReader reader = follow(new Slow())) {
      assertThat(offsets.poll(5, TimeUnit.SECONDS)).isZero();
      assertThat(reader.isRunning()).isTrue();
    }
  }

  @Test
  void shouldReadOnAfterABatchCouldNotBeRead() throws InterruptedException {
    // given
    Slow consumer = new Slow();
    consumer.setPollException(new KafkaException("corrupt"));

    // when
    try (TailReader reader = follow(consumer)) {
      // then
      assertThat(offsets.poll(5, TimeUnit.SECONDS)).isZero();
      assertThat(reader.isRunning()).isTrue();
    }
  }

  @Test
  void shouldNotRunWhileARecordCannotBeRead() throws InterruptedException {
    // given a registry that is away
    AtomicBoolean back = new AtomicBoolean();
    CountDownLatch refused = new CountDownLatch(2);

    // when
    try (TailReader reader =
        follow(
            new Slow(),
            record -> {
              if (!back.get()) {
                refused.countDown();
                throw new TimeoutException("the registry is away");
              }
              offsets.add(record.offset());
            })) {
      refused.await();

      // then
      assertThat(reader.isRunning()).isFalse();

      // and when
      back.set(true);

      // then
      assertThat(offsets.poll(5, TimeUnit.SECONDS)).isZero();
      while (!reader.isRunning()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void shouldWaitWhileMoreIsReadThoughItTakesLongerThanTheLimit() throws InterruptedException {
    // given
    Slow consumer = new Slow();
    consumer.updateEndOffsets(Map.of(PARTITION, 5L));
    consumer.setMaxPollRecords(1);
    consumer.schedulePollTask(() -> LongStream.range(1, 5).forEach(consumer::add));

    // when
    try (TailReader reader = follow(consumer, TailReaderTest::takeTime)) {
      boolean caughtUp = reader.awaitCaughtUp(RECORD_TAKES.multipliedBy(4));

      // then
      assertThat(caughtUp).isTrue();
    }
  }

  @Test
  void shouldGiveUpWhenNothingMoreIsRead() throws InterruptedException {
    // given
    Slow consumer = new Slow();
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));

    // when
    try (TailReader reader = follow(consumer)) {
      boolean caughtUp = reader.awaitCaughtUp(RECORD_TAKES);

      // then
      assertThat(caughtUp).isFalse();
    }
  }

  @Test
  void shouldNotRunOnceClosed() {
    // given
    Slow consumer = new Slow();
    TailReader reader = follow(consumer);

    // when
    reader.close();

    // then
    assertThat(reader.isRunning()).isFalse();
    assertThat(consumer.closed()).isTrue();
  }
}
