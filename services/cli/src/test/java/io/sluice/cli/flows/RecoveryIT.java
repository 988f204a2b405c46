package io.sluice.cli.flows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.RunOrder;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import io.sluice.wire.TailReader;
import io.sluice.wire.deadletter.DeadLetters;
import io.sluice.wire.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may go wrong on a disk or on the log changes no result. */
@Timeout(60)
class RecoveryIT {

  private static final RunOrder HELLO = RunningSluice.order("hello");
  private static final long SEED = 42;

  @TempDir static Path home;
  private static RunningSluice sluice;
  private static Log log;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    sluice = RunningSluice.start(home);
    log = new Log(sluice.kafka());
    RunView first = sluice.run(HELLO);
    assertThat(first.status()).as(Seen.words(first)).isEqualTo(Status.PUBLISHED);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @Test
  void shouldMakeDamagedArtefactAgainUnderItsKey() throws IOException {
    // given
    sluice.run(HELLO);
    List<Path> committed = sluice.artefactFiles("hello", "order_lines");
    for (Path file : committed) {
      damage(file);
    }

    // when
    RunView run = sluice.run(HELLO);

    // then
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    assertThat(run.unchanged()).isTrue();
    assertThat(Seen.worked(run)).containsExactly("order_lines");
    assertThat(sluice.artefactFiles("hello", "order_lines"))
        .extracting(Path::getParent)
        .containsAnyElementsOf(committed.stream().map(Path::getParent).toList());
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 7);
    Files.write(file, bytes);
  }

  @Test
  void shouldRecoverFromMissingArtefact() throws IOException {
    // given
    sluice.run(HELLO);
    for (Path file : sluice.artefactFiles("hello", "orders")) {
      Files.delete(file);
    }

    // when
    RunView run = sluice.run(HELLO);

    // then
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    assertThat(Seen.worked(run)).containsExactly("orders");
  }

  @Test
  void shouldTakeEventsToldTwiceAndLateAsOne() throws Exception {
    // given
    RunView run = sluice.run(changedHello("13,Brioche,1,3.90\n"));
    String key = "hello/" + run.run();
    List<ConsumerRecord<String, byte[]>> told = log.events(key);
    long results = log.results("hello");
    List<ConsumerRecord<String, byte[]>> again = new ArrayList<>(told);
    again.addAll(told);
    Collections.shuffle(again, new Random(SEED));

    // when
    for (ConsumerRecord<String, byte[]> record : again) {
      log.repeat(record).get();
    }
    RunView next = sluice.run(changedHello("13,Brioche,1,3.90\n"));

    // then
    assertThat(next.status()).as(Seen.words(next)).isEqualTo(Status.PUBLISHED);
    assertThat(next.unchanged()).isTrue();
    assertThat(log.events(key)).hasSize(3 * told.size());
    assertThat(log.results("hello")).isEqualTo(results);
  }

  @Test
  void shouldPublishOnceWhenEveryEventIsToldTwiceAtOnce() throws Exception {
    // given
    long results = log.results("hello");

    // when
    RunView run;
    try (TailReader _ = log.echo()) {
      run = sluice.run(changedHello("14,Rye bread,1,4.80\n"));
    }
    RunView next = sluice.run(changedHello("14,Rye bread,1,4.80\n"));

    // then
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    assertThat(next.unchanged()).isTrue();
    assertThat(next.version()).isEqualTo(run.version());
    assertThat(log.results("hello")).isEqualTo(results + 1);
  }

  private RunOrder changedHello(String line) throws IOException {
    Path target = folder.resolve("hello");
    if (!Files.exists(target)) {
      FlowCopy.of("hello", target).edit("sample/orders.csv", lines -> lines + line);
    }
    return RunningSluice.order(target);
  }

  @ParameterizedTest
  @MethodSource("poison")
  void shouldPutPoisonAsideAndGoOn(byte[] poison) throws Exception {
    for (String topic :
        List.of(sluice.kafka().topics().events(), sluice.kafka().topics().triggers())) {
      // when
      RecordMetadata written = log.write(topic, "hello", poison);

      // then
      ConsumerRecord<String, byte[]> letter =
          log.reading()
              .await(
                  sluice.kafka().topics().deadLetters(),
                  found ->
                      header(found, DeadLetters.TOPIC).equals(topic)
                          && header(found, DeadLetters.OFFSET).equals("" + written.offset())
                          && header(found, DeadLetters.PARTITION).equals("" + written.partition()));
      assertThat(letter.value()).isEqualTo(poison);
      assertThat(header(letter, DeadLetters.CAUSE)).isNotBlank();
    }
    RunView next = sluice.run(HELLO);
    assertThat(next.status()).as(Seen.words(next)).isEqualTo(Status.PUBLISHED);
  }

  @Test
  void shouldEndRunWithPoisonAmongItsEvents() throws Exception {
    // given
    TopicNames topics = sluice.kafka().topics();
    AtomicBoolean poisoned = new AtomicBoolean();

    // when
    RunView run =
        sluice.run(
            changedHello("15,Brioche,2,3.90\n"),
            view -> {
              if (poisoned.compareAndSet(false, true)) {
                log.poison(topics.events(), "hello/" + view.run());
                log.poison(topics.audit(), "hello");
              }
            });

    // then
    assertThat(poisoned).isTrue();
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
  }

  static Stream<byte[]> poison() {
    return Stream.of(
        "not Avro".getBytes(UTF_8),
        new byte[0],
        new byte[] {0},
        new byte[] {0, 0, 0, 0, 1},
        new byte[] {0, 0, 0, 0, 1, 9, 9, 9},
        new byte[] {0, 0, 15, 66, 63, 2, 2},
        null);
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
