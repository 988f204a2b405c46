package io.sluice.embedded;

import io.sluice.embedded.registry.EmbeddedRegistry;
import java.nio.file.Path;

/** A broker with its schema registry, both on 127.0.0.1, on data that outlive a restart. */
public final class EmbeddedPlatform implements Platform {
  private static final String INSTALLATION = "sluice";

  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;

  private EmbeddedPlatform(EmbeddedBroker broker, EmbeddedRegistry registry) {
    this.broker = broker;
    this.registry = registry;
  }

  /**
   * Starts both on the data in {@code directory}; clients can use them when this returns.
   *
   * @throws IllegalStateException if one cannot start, most often because another process uses the
   *     directory
   */
  public static EmbeddedPlatform start(Path directory) {
    EmbeddedBroker broker = EmbeddedBroker.start(directory);
    try {
      StablePort port = new StablePort(directory.resolve("registry.port"));
      EmbeddedRegistry registry =
          EmbeddedRegistry.start(broker.bootstrapServers(), port.remembered());
      port.remember(registry.port());
      return new EmbeddedPlatform(broker, registry);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public String registryUrl() {
    return registry.url();
  }

  @Override
  public String installation() {
    return INSTALLATION;
  }

  @Override
  public boolean givesMembersAllPartitions() {
    return true;
  }

  /** Stops the registry, then the broker after its logs are flushed. */
  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
