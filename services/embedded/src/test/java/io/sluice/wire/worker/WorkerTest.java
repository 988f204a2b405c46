package io.sluice.wire.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.embedded.EmbeddedPlatform;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.schemas.RunKey;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.deadletter.DeadLetters;
import io.sluice.wire.topics.ShareGroupSettings;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final WorkPace PACE =
      new WorkPace(
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofSeconds(15));

  private static EmbeddedPlatform platform;
  private static KafkaConnection kafka;

  private final BlockingQueue<TestWork> begun = new LinkedBlockingQueue<>();
  private String group = "";
  private String topic = "";

  @BeforeAll
  static void startPlatform(@TempDir Path directory) {
    platform = EmbeddedPlatform.start(directory);
    kafka = KafkaConnection.open(platform.bootstrapServers(), platform.registryUrl());
  }

  @AfterAll
  static void stopPlatform() {
    kafka.close();
    platform.close();
  }

  @BeforeEach
  void makeTopic(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    group = "group-" + name;
    topic = kafka.topics().work(name);
    new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 1, List.of(name)));
  }

  @Test
  void shouldRenewLongWorkAndDeliverItOnce() throws Exception {
    // given
    try (Worker first = worker(1);
        Worker second = worker(1)) {
      Duration lock = Duration.ofSeconds(1);
      new TopicSetup(kafka.admin())
          .ensureShareGroups(List.of(group), new ShareGroupSettings(lock, 10));
      send(1);
      TestWork work = next();

      // when
      TestWork again = begun.poll(3 * lock.toMillis(), TimeUnit.MILLISECONDS);

      // then
      assertThat(again).isNull();
      work.letGo();
      assertThat(work.told.take()).isEqualTo("ended");
      assertThat(begun.poll(2 * lock.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void shouldLeaveItemsThatWereNotBegunToAnother() throws Exception {
    // given
    try (Worker busy = worker(1)) {
      send(3);
      TestWork blocking = next();

      // when
      try (Worker idle = worker(1)) {
        TestWork second = next();
        second.letGo();
        TestWork third = next();
        third.letGo();

        // then
        assertThat(third.told.take()).isEqualTo("ended");
        assertThat(blocking.told).isEmpty();
        blocking.letGo();
      }
    }
  }

  @Test
  void shouldTakeOverFromAKilledProcess() throws Exception {
    // given
    try (Worker unused = worker(1)) {
      // sets the group up
    }
    send(1);
    Process other = takingProcess();
    try (Worker worker = worker(1)) {

      // when
      other.destroyForcibly().waitFor();
      long killed = System.nanoTime();

      // then
      next().letGo();
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void shouldInterruptWorkOfARunThatEnded() throws Exception {
    // given
    try (Worker worker = worker(1)) {
      send(1);
      TestWork work = next();

      // when
      RunEvent cancelled = new RunEvent.Cancelled(work.run(), Instant.EPOCH, "cli", "not needed");
      new EventWriter(kafka).event(cancelled).get();

      // then
      assertThat(work.told.take()).isEqualTo("interrupted");
    }
  }

  @Test
  void shouldInterruptWorkWhoseTimeIsUp() throws Exception {
    // given
    try (Worker worker = worker(1, record -> begin(record, Duration.ofMillis(50)))) {

      // when
      send(1);

      // then
      assertThat(next().told.take()).isEqualTo("interrupted");
    }
  }

  @Test
  void shouldPutAsideWhatIsNoWorkAndGoOn() throws Exception {
    // given
    BlockingQueue<ConsumerRecord<String, byte[]>> letters = new LinkedBlockingQueue<>();
    try (TailReader reader = TailReader.fromEnd(kafka, kafka.topics().deadLetters(), letters::add);
        Worker worker = worker(1)) {

      // when
      kafka.producer().send(new ProducerRecord<>(topic, "f/1", "poison".getBytes(UTF_8))).get();
      send(1);

      // then
      next().letGo();
      ConsumerRecord<String, byte[]> letter = letters.take();
      assertThat(letter.value()).asString(UTF_8).isEqualTo("poison");
      assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(topic);
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
      assertThat(header(letter, DeadLetters.CAUSE)).isNotBlank();
    }
  }

  @Test
  void shouldHandBackWorkThatFails() throws Exception {
    // given
    AtomicInteger tries = new AtomicInteger();
    try (Worker worker =
        worker(
            1,
            record -> {
              if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("the registry is away");
              }
              return begin(record, LONG);
            })) {

      // when
      send(1);

      // then
      next().letGo();
      assertThat(tries).hasValue(3);
    }
  }

  @Test
  void shouldHaveWrittenWhatIsToldOfWorkThatComesAgain() throws Exception {
    // given work that may end the process as soon as it begins
    AtomicInteger tries = new AtomicInteger();
    BlockingQueue<Long> written = new LinkedBlockingQueue<>();
    long before = written();
    try (Worker worker =
        worker(
            1,
            record -> {
              if (tries.incrementAndGet() <= WorkSlot.MAX_TAKEN) {
                throw new IllegalStateException("the process is gone");
              }
              return ((TestWork) begin(record, LONG)).afterTelling(() -> written.add(written()));
            })) {

      // when
      send(1);
      next().letGo();

      // then
      assertThat(written.take()).isEqualTo(before + 1);
    }
  }

  @Test
  void shouldGiveUpWorkThatEndedEachProcessThatTookIt() throws Exception {
    // given
    try (Worker unused = worker(1)) {
      // sets the group up
    }
    send(1);
    takeAndLose(ShareGroupSettings.standard().deliveryLimit() - 1);

    // when
    try (Worker worker = worker(1)) {

      // then
      assertThat(next().told.take()).isEqualTo("given up");
    }
  }

  /** As processes do that end: the broker hands the item to the next. */
  private void takeAndLose(int times) {
    try (ShareConsumer<byte[], byte[]> consumer = WorkSlot.join(kafka.client(), group)) {
      consumer.subscribe(Set.of(topic));
      int taken = 0;
      while (taken < times) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          consumer.acknowledge(record, AcknowledgeType.RELEASE);
          taken++;
        }
        consumer.commitSync();
      }
    }
  }

  @Test
  void shouldLeaveWorkThatFailsInWordsToTheCoordination() throws Exception {
    // given
    try (Worker worker = worker(1, this::failing);
        GroupLag lag = GroupLag.follow(kafka.admin(), group)) {
      send(1);
      TestWork first = next();

      // when
      awaitOpen(lag, 0);

      // then
      assertThat(first.told).containsExactly("failed");
      assertThat(begun).isNotEmpty();
      assertThat(begun).allSatisfy(again -> assertThat(again.told).containsExactly("failed"));
    }
  }

  private Work failing(SpecificRecord record) {
    TestWork work = (TestWork) begin(record, LONG);
    work.afterTelling(
        () -> {
          work.told.add("failed");
          throw new IllegalStateException("the machine is broken");
        });
    work.letGo();
    return work;
  }

  @Test
  void shouldNotTellOfWorkWhoseLockRanOut() throws Exception {
    // given a slot that learns of it much later, as one of a process that was frozen
    Duration lock = Duration.ofSeconds(1);
    WorkPace unaware = new WorkPace(PACE.hold(), LONG, PACE.finish(), lock);
    try (Worker first =
        Worker.start(kafka, group, Set.of(topic), 1, record -> begin(record, LONG), unaware)) {
      new TopicSetup(kafka.admin())
          .ensureShareGroups(List.of(group), new ShareGroupSettings(lock, 10));
      send(1);
      TestWork old = next();
      try (Worker second = worker(1)) {
        TestWork current = next();

        // when
        old.letGo();

        // then
        assertThat(old.told.take()).isEqualTo("not told");
        current.letGo();
        assertThat(current.told.take()).isEqualTo("ended");
      }
    }
  }

  /** How many records the events topic has. */
  private static long written() {
    TopicPartition events = new TopicPartition(kafka.topics().events(), 0);
    try {
      return kafka
          .admin()
          .listOffsets(Map.of(events, OffsetSpec.latest()))
          .partitionResult(events)
          .get()
          .offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldHandBackWorkThatGoesOnWhenClosing() throws Exception {
    // given
    Worker closing = worker(1);
    send(1);
    TestWork cut = next();

    // when
    closing.close();

    // then
    assertThat(cut.told.take()).isEqualTo("interrupted");
    assertThat(cut.told.take()).isEqualTo("not told");
    try (Worker other = worker(1)) {
      next().letGo();
    }
  }

  @Test
  void shouldLeaveTheGroupQuickly() throws Exception {
    // given
    Worker worker = worker(2);
    send(1);
    TestWork work = next();
    work.letGo();
    assertThat(work.told.take()).isEqualTo("ended");

    // when
    long begin = System.nanoTime();
    worker.close();
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    // then
    assertThat(taken).isLessThan(Duration.ofSeconds(2));
    assertThat(kafka.admin().describeShareGroups(List.of(group)).all().get().get(group).members())
        .isEmpty();
  }

  @Test
  void shouldTellHowMuchWorkIsOpen() throws Exception {
    // given
    try (Worker worker = worker(1);
        GroupLag lag = GroupLag.follow(kafka.admin(), group)) {
      send(3);
      TestWork first = next();
      awaitOpen(lag, 3);

      // when
      first.letGo();
      TestWork second = next();

      // then
      awaitOpen(lag, 2);
      second.letGo();
      next().letGo();
      awaitOpen(lag, 0);
    }
  }

  private static void awaitOpen(GroupLag lag, long items) throws InterruptedException {
    OptionalLong open = lag.ask();
    while (!open.equals(OptionalLong.of(items))) {
      open = lag.ask();
    }
  }

  private Worker worker(int slots) {
    return worker(slots, record -> begin(record, LONG));
  }

  private Worker worker(int slots, Function<SpecificRecord, Work> begin) {
    return Worker.start(kafka, group, Set.of(topic), slots, begin, PACE);
  }

  private Work begin(SpecificRecord record, Duration limit) {
    RunKey key = (RunKey) record;
    TestWork work = new TestWork(new RunRef(key.getFlow(), key.getRun().toString()), limit);
    begun.add(work);
    return work;
  }

  private TestWork next() throws InterruptedException {
    return begun.take();
  }

  private void send(int items) throws Exception {
    for (int item = 1; item <= items; item++) {
      byte[] bytes = kafka.codec().write(topic, new RunKey("f", new UUID(1, item)));
      kafka.producer().send(new ProducerRecord<>(topic, "f/" + item, bytes)).get();
    }
  }

  private Process takingProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TakingProcess.class.getName(),
                platform.bootstrapServers(),
                group,
                topic)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader told = process.inputReader();
    String line = told.readLine();
    while (line != null && !line.endsWith("took")) {
      line = told.readLine();
    }
    assertThat(line).as("what the process said last").isNotNull();
    return process;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
