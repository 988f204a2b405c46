package io.sluice.testkit.kafka;

import io.sluice.embedded.Platform;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.topics.TopicNames;
import java.nio.file.Path;
import java.util.Map;

/**
 * The broker and the registry that a test works over. By default they are embedded; with the system
 * property {@code sluice.kafka=containers}, which the profile {@code containers} sets, they are
 * Kafka's and Apicurio's own images, shared by all tests of a JVM. Names are then prefixed by an
 * installation for each folder, so that no test sees another one's topics.
 */
public interface KafkaUnderTest extends Platform {

  /** The system property that chooses: {@code embedded} or {@code containers}. */
  String PROPERTY = "sluice.kafka";

  /** Whether tests of this JVM work over containers. */
  static boolean inContainers() {
    return switch (System.getProperty(PROPERTY, "embedded")) {
      case "embedded" -> false;
      case "containers" -> true;
      default ->
          throw new IllegalArgumentException(
              PROPERTY
                  + ": expected embedded or containers but got "
                  + System.getProperty(PROPERTY));
    };
  }

  /**
   * Starts one, or goes on with what an earlier one left in the same folder.
   *
   * @throws IllegalStateException if it cannot start
   */
  static KafkaUnderTest start(Path folder) {
    return inContainers() ? ContainerKafka.start(folder) : EmbeddedKafka.start(folder);
  }

  /** The installation of this name in the containers; one test alone of a JVM may have it. */
  static KafkaUnderTest inContainers(String installation) {
    return new ContainerKafka(Containers.up(), installation);
  }

  /** How clients are told of registry and installation. */
  default Map<String, String> config() {
    return Map.of("schema.registry.url", registryUrl(), TopicNames.INSTALLATION, installation());
  }

  /** A way to the installation, to be closed before this. */
  default KafkaConnection connect() {
    return KafkaConnection.open(bootstrapServers(), config());
  }
}
