package io.sluice.standalone.separate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.RunEvent;
import io.sluice.schemas.ResultPublished;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.EventReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two installations over one broker and one registry, with flows of the same name. */
@Timeout(240)
class TwoInstallationsIT {

  private static final List<String> NAMES = List.of("north", "south");
  private static final List<String> SERVICES = List.of("runs", "validation", "stage", "intake");

  @TempDir Path home;
  private KafkaUnderTest platform;

  @BeforeEach
  void start() {
    platform = KafkaUnderTest.start(home.resolve("platform"));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private Map<String, Object> connection(String installation) {
    return Map.of("schema.registry.url", platform.registryUrl(), "installation", installation);
  }

  private SeparateServices services(String installation) {
    return new SeparateServices(
        platform.bootstrapServers(), connection(installation), home.resolve(installation));
  }

  private KafkaConnection connect(String installation) {
    return KafkaConnection.open(platform.bootstrapServers(), connection(installation));
  }

  @Test
  void shouldNotSeeEachOther() throws Exception {
    try (SeparateServices north = services("north");
        SeparateServices south = services("south");
        KafkaConnection toNorth = connect("north");
        KafkaConnection toSouth = connect("south")) {
      // given
      Set<String> before = names(toNorth);
      for (String service : SERVICES) {
        north.start(service, Map.of());
        south.start(service, Map.of());
      }
      OrdersFlow.publish(toNorth);
      OrdersFlow.publish(toSouth);

      // when
      OrdersFlow.arrive(north.inbox(), "2026-01", 7);
      OrdersFlow.arrive(south.inbox(), "2026-02", 8);
      ResultPublished ofNorth = OrdersFlow.result(toNorth, "2026-01");
      ResultPublished ofSouth = OrdersFlow.result(toSouth, "2026-02");

      // then
      assertThat(periods(toNorth)).containsExactly("2026-01");
      assertThat(periods(toSouth)).containsExactly("2026-02");
      assertThat(runs(toNorth)).containsExactly(ofNorth.getRun().getRun().toString());
      assertThat(runs(toSouth)).containsExactly(ofSouth.getRun().getRun().toString());
      assertThat(published(north)).containsExactly("total\n7");
      assertThat(published(south)).containsExactly("total\n8");
      Set<String> made = names(toNorth);
      made.removeAll(before);
      assertThat(made).allMatch(name -> NAMES.stream().anyMatch(it -> name.startsWith(it + ".")));
      assertThat(of("north", made)).isNotEmpty().isEqualTo(of("south", made));
    }
  }

  private static List<String> periods(KafkaConnection kafka) {
    String topic = kafka.topics().results();
    return new TopicReading(kafka)
        .all(topic).stream()
            .map(record -> record.key().substring(record.key().lastIndexOf('/') + 1))
            .toList();
  }

  private static Set<String> runs(KafkaConnection kafka) {
    String topic = kafka.topics().events();
    return new TopicReading(kafka)
        .all(topic).stream()
            .map(record -> EventReading.event(kafka.codec().read(topic, record.value())))
            .filter(RunEvent.Started.class::isInstance)
            .map(event -> event.run().run())
            .collect(Collectors.toSet());
  }

  private static List<String> published(SeparateServices services) throws IOException {
    try (Stream<Path> files = Files.walk(services.folder().published())) {
      return files
          .filter(file -> file.toString().endsWith(".csv"))
          .map(TwoInstallationsIT::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip().replace("\r", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All topics and groups; a broker of several tests has some of others too. */
  private static Set<String> names(KafkaConnection kafka) throws Exception {
    Set<String> all = new TreeSet<>(kafka.admin().listTopics().names().get());
    all.remove("_schemas");
    kafka.admin().listGroups().all().get().stream().map(GroupListing::groupId).forEach(all::add);
    return all;
  }

  /** Those of an installation, without its name. */
  private static Set<String> of(String installation, Set<String> names) {
    String own = installation + ".";
    return names.stream()
        .filter(name -> name.startsWith(own))
        .map(name -> name.substring(own.length()))
        .collect(Collectors.toSet());
  }
}
