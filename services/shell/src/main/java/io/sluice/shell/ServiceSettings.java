package io.sluice.shell;

import io.sluice.wire.topics.TopicSizes;
import io.sluice.work.storage.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a service is told of its surroundings.
 *
 * @param bootstrapServers {@code host:port} of Kafka, several joined by commas
 * @param connection Kafka's keys for all clients, Confluent's keys for the registry, the
 *     installation's name, names of topics; may hold secrets
 * @param topicSizes how large topics are, the same for every service of the installation
 * @param streamThreads how many threads decide, at least 1; more than partitions have nothing to do
 * @param standbys how many other replicas keep the state of what one decides, at least 0
 * @param store where artefacts and publications lie, the same for every service
 * @param state folder of this replica alone, for ledgers and spilled rows
 * @param pools whose stages it serves; empty for services without pools
 * @param slots how many items of work it does at once in each pool, at least 1
 * @param version Sluice's version, named in manifests
 * @param own settings that only some services have, {@code inbox}, as they were given
 * @param startLimit how long it waits for Kafka, and then for its part of the log
 */
public record ServiceSettings(
    String bootstrapServers,
    Map<String, Object> connection,
    TopicSizes topicSizes,
    int streamThreads,
    int standbys,
    StorageSettings store,
    Path state,
    Set<String> pools,
    Role role,
    int slots,
    String version,
    Map<String, String> own,
    Duration startLimit) {

  public ServiceSettings {
    connection = Map.copyOf(connection);
    pools = Set.copyOf(pools);
    own = Map.copyOf(own);
    if (streamThreads < 1 || standbys < 0) {
      throw new IllegalArgumentException(
          "sluice.stream-threads: expected at least 1, sluice.standbys at least 0 but got %d and %d"
              .formatted(streamThreads, standbys));
    }
    if (slots < 1) {
      throw new IllegalArgumentException("sluice.slots: expected at least 1 but got " + slots);
    }
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return "ServiceSettings[bootstrapServers=%s, store=%s, pools=%s, role=%s, slots=%d]"
        .formatted(bootstrapServers, store.address(), pools, role, slots);
  }
}
