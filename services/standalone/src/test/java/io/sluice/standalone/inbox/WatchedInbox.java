package io.sluice.standalone.inbox;

import static org.awaitility.Awaitility.await;

import io.sluice.engine.flow.Flow;
import io.sluice.intake.IntakeSettings;
import io.sluice.intake.IntakeSettings.Taken;
import io.sluice.standalone.Standalone;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.work.flowfiles.FlowDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All services in one process that watch an inbox, and all that they tell. */
final class WatchedInbox implements AutoCloseable {

  private static final Set<String> POOLS = Set.of("default", "publish");

  private final Path home;
  private final Standalone standalone;
  private final List<SpecificRecord> told = new CopyOnWriteArrayList<>();
  private final List<TailReader> readers;

  WatchedInbox(Path home) throws IOException, InterruptedException {
    this.home = home;
    standalone = Standalone.over(KafkaUnderTest::start, home.resolve("sluice"), POOLS, "test");
    standalone.watch(
        new IntakeSettings(
            home.resolve("inbox"),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Taken.MOVE,
            1_000_000));
    KafkaConnection kafka = standalone.kafka();
    readers =
        Stream.of(kafka.topics().triggers(), kafka.topics().events(), kafka.topics().results())
            .map(topic -> TailReader.fromStart(kafka, topic, this::hear))
            .toList();
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    told.add(standalone.kafka().codec().read(record.topic(), record.value()));
  }

  /** Publishes a flow of one file. */
  void publish(String name, String yaml) throws Exception {
    Map<String, String> files =
        Map.of("flow.yaml", "format: 1\nflow: %s\n%s".formatted(name, yaml));
    Flow flow =
        new FlowDefinitions(standalone.workbench().inspector()).parse(name, files, "").flow();
    FlowPublisher.publish(
            standalone.kafka(), name, flow.revision(), files, Map.of(), POOLS, Instant.now())
        .get();
  }

  /** Renames a file into the inbox that was finished an hour ago. */
  void rename(String place, String content) throws IOException {
    Path target = home.resolve("inbox").resolve(place);
    Files.createDirectories(target.getParent());
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), content);
    Files.setLastModifiedTime(elsewhere, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Files.move(elsewhere, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** All records of a kind that were told until now. */
  <T extends SpecificRecord> List<T> told(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(240)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @Override
  public void close() throws IOException, SQLException {
    readers.forEach(TailReader::close);
    standalone.close();
  }
}
