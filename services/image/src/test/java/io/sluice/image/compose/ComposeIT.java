package io.sluice.image.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.RunCompleted;
import io.sluice.schemas.StageStarted;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.KafkaConnection;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole system in containers, used from this machine. */
@EnabledIfSystemProperty(named = "sluice.kafka", matches = "containers")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

  private static final Path SAMPLES = Compose.ROOT.resolve("flow-definitions");
  private static final String IMAGE = "sluice:test";

  @TempDir private static Path inbox;

  private static Compose compose;
  private static KafkaConnection kafka;
  private static boolean good;

  @BeforeAll
  static void start() throws IOException {
    int broker = freePort();
    int registry = freePort();
    compose =
        new Compose(
            "sluice-test-" + ProcessHandle.current().pid(),
            Map.of(
                "SLUICE_IMAGE", IMAGE,
                "INBOX", inbox.toString(),
                "KAFKA_PORT", Integer.toString(broker),
                "REGISTRY_PORT", Integer.toString(registry)));
    // its own user in the containers has to read what this one drops
    Files.setPosixFilePermissions(inbox, PosixFilePermissions.fromString("rwxr-xr-x"));
    Compose.buildImage(IMAGE);
    compose.up();
    kafka =
        KafkaConnection.open(
            "127.0.0.1:" + broker, "http://127.0.0.1:%d/apis/ccompat/v7".formatted(registry));
    good = true;
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
    if (!good) {
      System.out.println(compose.words());
    }
    compose.remove();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  @Order(1)
  void shouldPublishWineReportOnceThoughAStageIsKilled() throws Exception {
    // given
    good = false;
    // without deliveries the run cannot end before its stage is killed
    compose.kill("stage-publish");
    drop("bottleneck", "2026-10");

    // when
    awaitEvent(StageStarted.class, it -> it.getStage().getStage().equals("sales"));
    compose.kill("stage-join");
    assertThat(completed("bottleneck")).isEmpty();
    compose.up();
    ResultPublished result = awaitResult("bottleneck");

    // then
    assertThat(result.getVersion()).isEqualTo(1);
    assertThat(result.getFigures().toString()).contains("70568.6");
    assertThat(result.getFiles()).hasSize(5);
    awaitEvent(RunCompleted.class, it -> it.getRun().getFlow().equals("bottleneck"));
    assertThat(results("bottleneck")).hasSize(1);
    good = true;
  }

  @Test
  @Order(2)
  void shouldPublishOnceThoughAllGoesDownInTheMiddle() throws Exception {
    // given
    good = false;
    compose.kill("stage-publish");
    drop("taxi", "2026-10");

    // when
    awaitEvent(StageStarted.class, it -> it.getRun().getFlow().equals("taxi"));
    assertThat(completed("taxi")).isEmpty();
    compose.down();
    compose.up();
    ResultPublished result = awaitResult("taxi");

    // then
    assertThat(result.getVersion()).isEqualTo(1);
    assertThat(result.getFigures().toString()).contains("5182.36");
    assertThat(results("taxi")).hasSize(1);
    assertThat(results("bottleneck")).hasSize(1);
    good = true;
  }

  private static void drop(String flow, String period) throws IOException {
    Path folder = Files.createDirectories(inbox.resolve(flow).resolve(period));
    try (Stream<Path> files = Files.list(SAMPLES.resolve(flow).resolve("sample"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static ResultPublished awaitResult(String flow) throws Exception {
    ConsumerRecord<String, byte[]> record =
        new TopicReading(kafka)
            .await(kafka.topics().results(), is(ResultPublished.class, it -> of(it, flow)));
    return (ResultPublished) kafka.codec().read(record.topic(), record.value());
  }

  private static boolean of(ResultPublished result, String flow) {
    return result.getRun().getFlow().equals(flow);
  }

  /** The publications of a flow; a subscriber may read of one twice, with the same id. */
  private static Set<UUID> results(String flow) {
    return all(kafka.topics().results(), ResultPublished.class)
        .filter(result -> of(result, flow))
        .map(ResultPublished::getId)
        .collect(Collectors.toSet());
  }

  /** The runs of a flow that are over. */
  private static Set<String> completed(String flow) {
    return all(kafka.topics().events(), RunCompleted.class)
        .filter(it -> it.getRun().getFlow().equals(flow))
        .map(it -> String.valueOf(it.getRun()))
        .collect(Collectors.toSet());
  }

  private static <T extends SpecificRecord> Stream<T> all(String topic, Class<T> type) {
    return new TopicReading(kafka)
        .all(topic).stream()
            .map(record -> kafka.codec().read(record.topic(), record.value()))
            .filter(type::isInstance)
            .map(type::cast);
  }

  private static <T extends SpecificRecord> void awaitEvent(Class<T> type, Predicate<T> wanted)
      throws Exception {
    new TopicReading(kafka).await(kafka.topics().events(), is(type, wanted));
  }

  private static <T extends SpecificRecord> Predicate<ConsumerRecord<String, byte[]>> is(
      Class<T> type, Predicate<T> wanted) {
    return record -> {
      SpecificRecord read = kafka.codec().read(record.topic(), record.value());
      return type.isInstance(read) && wanted.test(type.cast(read));
    };
  }
}
