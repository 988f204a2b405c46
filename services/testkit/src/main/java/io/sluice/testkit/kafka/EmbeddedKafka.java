package io.sluice.testkit.kafka;

import io.sluice.embedded.EmbeddedPlatform;
import java.nio.file.Path;

/** The embedded broker and registry, each test's own. */
record EmbeddedKafka(EmbeddedPlatform platform) implements KafkaUnderTest {

  static EmbeddedKafka start(Path folder) {
    return new EmbeddedKafka(EmbeddedPlatform.start(folder));
  }

  @Override
  public String bootstrapServers() {
    return platform.bootstrapServers();
  }

  @Override
  public String registryUrl() {
    return platform.registryUrl();
  }

  @Override
  public String installation() {
    return platform.installation();
  }

  @Override
  public boolean givesMembersAllPartitions() {
    return platform.givesMembersAllPartitions();
  }

  @Override
  public void close() {
    platform.close();
  }
}
