package io.sluice.wire.streams;

import io.sluice.wire.ClientSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams settings of every Sluice service, in one place. */
public final class StreamsSettings {

  private static final Duration SESSION = Duration.ofSeconds(6);
  private static final Duration HEARTBEAT = Duration.ofMillis(1_500);

  /**
   * How long a process may stand still and still have its tasks: the last heartbeat may have come
   * that much earlier.
   */
  static final Duration STANDSTILL = SESSION.minus(HEARTBEAT);

  private StreamsSettings() {}

  /**
   * The settings of a topology.
   *
   * @param client what every client of the process is told
   * @param application its id: names its consumer group and its changelogs
   * @param stateDirectory where its ledger lies
   * @param scale how many threads and copies it has
   */
  public static Properties of(
      ClientSettings client, String application, Path stateDirectory, StreamScale scale) {
    Properties settings = new Properties();
    settings.putAll(client.map());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, scale.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, scale.standbys());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) scale.copies());
    scale
        .inSync()
        .ifPresent(
            inSync ->
                settings.put(
                    StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                    Integer.toString(inSync)));
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    // Streams sets a linger of 100 ms by itself, which every hop would pay
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) SESSION.toMillis());
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) HEARTBEAT.toMillis());
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
    return settings;
  }
}
