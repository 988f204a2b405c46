package io.sluice.testkit.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One installation of many on the broker and the registry in {@link Containers}.
 *
 * @param installation its name, kept in a file for the next start in the same folder
 */
record ContainerKafka(Containers containers, String installation) implements KafkaUnderTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  static ContainerKafka start(Path folder) {
    return new ContainerKafka(Containers.up(), installation(folder));
  }

  private static String installation(Path folder) {
    Path file = folder.resolve("installation");
    try {
      if (Files.exists(file)) {
        return Files.readString(file);
      }
      Files.createDirectories(folder);
      return Files.readString(Files.writeString(file, "test-" + COUNT.incrementAndGet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String bootstrapServers() {
    return containers.bootstrapServers();
  }

  @Override
  public String registryUrl() {
    return containers.registryUrl();
  }

  @Override
  public boolean givesMembersAllPartitions() {
    return false;
  }

  /** Leaves the containers up: they end with the JVM. */
  @Override
  public void close() {}
}
