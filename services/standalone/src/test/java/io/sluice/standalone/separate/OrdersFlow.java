package io.sluice.standalone.separate;

import io.sluice.engine.flow.Flow;
import io.sluice.schemas.ResultPublished;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A flow that needs every service: a file starts it, it has a stage, a check and a schedule. */
final class OrdersFlow {

  static final String NAME = "orders";

  private static final Map<String, String> FILES =
      Map.of(
          "flow.yaml",
          """
          format: 1
          flow: orders
          period: { every: month, of: same }
          inputs: { taken: { files: "taken*.csv", columns: { id: bigint, price: bigint } } }
          triggers:
            - { arrivals: all }
            - schedule: { name: yearly, cron: "0 0 1 1 *", catchup: none }
          stages: { total: { needs: [taken], sql: sql/total.sql } }
          figures: { orders: { rows: taken } }
          checks: [{ name: once, on: taken, unique: [id] }]
          publish: { totals: { csv: total } }
          """,
          "sql/total.sql",
          "SELECT sum(price) AS total FROM taken");

  private OrdersFlow() {}

  static void publish(KafkaConnection kafka) throws Exception {
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      Flow flow = new FlowDefinitions(inspector).parse(NAME, FILES, "").flow();
      FlowPublisher.publish(
              kafka, NAME, flow.revision(), FILES, Map.of(), SeparateServices.POOLS, Instant.now())
          .get();
    }
  }

  /** Renames a file into an inbox that was finished an hour ago. */
  static void arrive(Path inbox, String period, int price) throws IOException {
    Path folder = Files.createDirectories(inbox.resolve(NAME).resolve(period));
    Path elsewhere =
        Files.writeString(inbox.resolveSibling("elsewhere"), "id,price\n1,%d\n".formatted(price));
    Files.setLastModifiedTime(elsewhere, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Files.move(elsewhere, folder.resolve("taken.csv"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits until a period is published, and reads what was. */
  static ResultPublished result(KafkaConnection kafka, String period) throws Exception {
    String topic = kafka.topics().results();
    return (ResultPublished)
        kafka
            .codec()
            .read(
                topic,
                new TopicReading(kafka)
                    .await(topic, record -> record.key().endsWith(period))
                    .value());
  }

  /** The keys of all that is published. */
  static List<String> published(KafkaConnection kafka) {
    return new TopicReading(kafka)
        .all(kafka.topics().results()).stream().map(ConsumerRecord::key).toList();
  }
}
