package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.client.RetireClient;
import io.sluice.engine.flow.Flow;
import io.sluice.shell.FlowFolders;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowDefinitions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The flows of a folder are known as they are now, without a run of them. */
@Timeout(60)
class FlowFoldersIT {

  private static final String FLOW =
      """
      format: 1
      flow: %s
      description: %s
      inputs: { orders: { files: "orders.csv", columns: { id: bigint } } }
      """;

  @TempDir static Path home;
  private static KafkaUnderTest broker;
  private static KafkaConnection kafka;
  private static DuckDbSqlInspector inspector;
  private static FlowsTopic flows;

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws SQLException {
    broker = KafkaUnderTest.start(home);
    kafka = broker.connect();
    new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 1, Set.of()));
    inspector = new DuckDbSqlInspector();
    flows = FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse);
  }

  @AfterAll
  static void stop() throws SQLException {
    flows.close();
    inspector.close();
    kafka.close();
    broker.close();
  }

  private void write(String flow, String text) throws IOException {
    Path file = folder.resolve("flow-definitions").resolve(flow).resolve("flow.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void awaitDescription(String flow, String description) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> description(flow).equals(Optional.of(description)));
  }

  private Optional<String> description(String flow) {
    return flows.latest(flow).map(it -> it.flow()).map(Flow::description);
  }

  @Test
  void shouldPublishSoundFlowsAgainAndTellProblemsOnce() throws IOException {
    // given
    write("a", FLOW.formatted("a", "first"));
    write("b", FLOW.formatted("b", "first") + "stges: {}\n");
    FlowPlaces places = new FlowPlaces(List.of(folder), folder);

    // when
    try (PrintStream talk = new PrintStream(said, true, UTF_8);
        FlowFolders _ =
            FlowFolders.follow(() -> places.all().values(), inspector, kafka, talk::println)) {
      awaitDescription("a", "first");
      write("a", FLOW.formatted("a", "second"));
      awaitDescription("a", "second");
      write("b", FLOW.formatted("b", "mended"));
      awaitDescription("b", "mended");
    }

    // then
    assertThat(said.toString(UTF_8).lines())
        .hasSize(2)
        .contains("Flow b is not published until this is put right:")
        .anyMatch(line -> line.startsWith("  b/flow.yaml:5:1:") && line.contains("stges"));
  }

  @Test
  void shouldForgetARetiredFlowUntilItIsPublishedAgain() throws IOException {
    // given
    RetireClient client = new RetireClient(kafka, inspector);
    write("old", FLOW.formatted("old", "first"));
    FlowPlaces places = new FlowPlaces(List.of(folder), folder);

    try (FlowFolders _ =
        FlowFolders.follow(() -> places.all().values(), inspector, kafka, _ -> {})) {
      awaitDescription("old", "first");

      // when
      client.retire("old", Instant.now());

      // then
      await().atMost(Duration.ofSeconds(30)).until(() -> flows.isRetired("old"));
      assertThat(flows.latest("old")).isEmpty();
      assertThat(flows.names()).doesNotContain("old");
      assertThatThrownBy(() -> client.retire("old", Instant.now()))
          .hasMessage("Flow old is retired already.");

      // and when
      write("old", FLOW.formatted("old", "second"));

      // then
      awaitDescription("old", "second");
      assertThat(flows.isRetired("old")).isFalse();
      assertThatThrownBy(() -> client.retire("olb", Instant.now()))
          .hasMessage("This installation has no flow olb. Did you mean old?");
    }
  }
}
