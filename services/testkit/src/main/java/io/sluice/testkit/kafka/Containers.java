package io.sluice.testkit.kafka;

import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka's and Apicurio's images, one container each for the whole JVM. Testcontainers removes them
 * when it ends.
 */
final class Containers {

  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.3.1");
  private static final DockerImageName APICURIO =
      DockerImageName.parse("apicurio/apicurio-registry:3.3.3");
  private static final int REGISTRY_PORT = 8080;
  private static final int HEALTH_PORT = 9000;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final KafkaContainer kafka;
  private final GenericContainer<?> registry;

  @SuppressWarnings("resource") // Testcontainers closes them
  private Containers() {
    DockerEngine.unreachable().ifPresent(Containers::refuse);
    kafka = new KafkaContainer(KAFKA).withEnv(brokerSettings()).withStartupTimeout(START_LIMIT);
    registry =
        new GenericContainer<>(APICURIO)
            .withExposedPorts(REGISTRY_PORT, HEALTH_PORT)
            .waitingFor(
                Wait.forHttp("/health/ready").forPort(HEALTH_PORT).withStartupTimeout(START_LIMIT));
    Startables.deepStart(kafka, registry).join();
  }

  /** Both, started by the first who asks. */
  static Containers up() {
    return Holder.CONTAINERS;
  }

  String bootstrapServers() {
    return kafka.getBootstrapServers();
  }

  String registryUrl() {
    return "http://%s:%d/apis/ccompat/v7"
        .formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT));
  }

  /**
   * What one broker alone needs, and what else makes a test wait: a default broker takes 45 s to
   * notice a member that is gone. The rest is as the image's makers have it, the assignor too.
   */
  private static Map<String, String> brokerSettings() {
    return Map.ofEntries(
        Map.entry("KAFKA_HEAP_OPTS", "-Xmx512m"),
        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
        Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
        Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"),
        Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "1"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
        Map.entry("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000"),
        Map.entry("KAFKA_GROUP_CONSUMER_ASSIGNMENT_INTERVAL_MS", "0"),
        Map.entry("KAFKA_GROUP_SHARE_ASSIGNMENT_INTERVAL_MS", "0"),
        Map.entry("KAFKA_GROUP_SHARE_SESSION_TIMEOUT_MS", "6000"),
        Map.entry("KAFKA_GROUP_SHARE_MIN_SESSION_TIMEOUT_MS", "6000"),
        Map.entry("KAFKA_GROUP_SHARE_MIN_HEARTBEAT_INTERVAL_MS", "200"),
        Map.entry("KAFKA_GROUP_SHARE_HEARTBEAT_INTERVAL_MS", "500"),
        Map.entry("KAFKA_GROUP_SHARE_INITIALIZE_RETRY_INTERVAL_MS", "2000"),
        Map.entry("KAFKA_OFFSETS_COMMIT_TIMEOUT_MS", "2000"));
  }

  private static void refuse(String why) {
    throw new IllegalStateException(why);
  }

  private static final class Holder {
    private static final Containers CONTAINERS = new Containers();
  }
}
