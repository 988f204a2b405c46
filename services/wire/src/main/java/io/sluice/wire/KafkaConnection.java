package io.sluice.wire;

import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.wire.topics.TopicNames;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A process's way to one installation: brokers, registry, topic names, and the clients that its
 * parts share. Thread-safe.
 */
public final class KafkaConnection implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final ClientSettings client;
  private final TopicNames topics;
  private final HttpSchemaRegistry registry;
  private final RecordCodec codec;
  private final Admin admin;
  private final Producer<String, byte[]> producer;

  private KafkaConnection(ClientSettings client, TopicNames topics, HttpSchemaRegistry registry) {
    this.client = client;
    this.topics = topics;
    this.registry = registry;
    this.codec = new RecordCodec(registry);
    try {
      this.admin = Admin.create(client.map());
    } catch (KafkaException e) {
      throw new KafkaAccessException(
          "The settings for Kafka at %s cannot be used: %s."
              .formatted(client.bootstrapServers(), AccessTrouble.deepest(e)),
          e);
    }
    this.producer = producer(client);
  }

  /**
   * Connects.
   *
   * @param config Kafka's keys for all clients, such as {@code security.protocol}, Confluent's keys
   *     for the registry, {@code installation} and {@code topics.<role>}
   * @throws KafkaAccessException if a client cannot be made of the settings
   * @throws org.apache.kafka.common.config.ConfigException if a key is missing or makes no sense
   */
  public static KafkaConnection open(String bootstrapServers, Map<String, ?> config) {
    return new KafkaConnection(
        ClientSettings.of(bootstrapServers, config),
        TopicNames.of(config),
        HttpSchemaRegistry.of(config));
  }

  /** Connects to the installation {@code sluice}. */
  public static KafkaConnection open(String bootstrapServers, String registryUrl) {
    return open(bootstrapServers, Map.of("schema.registry.url", registryUrl));
  }

  private static Producer<String, byte[]> producer(ClientSettings client) {
    Map<String, Object> settings = client.map();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Returns when a broker answers and lets this process in.
   *
   * @throws KafkaAccessException if none does in time, or it refuses
   */
  public void awaitBroker(Duration limit) throws InterruptedException {
    int limitMs = Math.toIntExact(limit.toMillis());
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(limitMs))
          .nodes()
          .get(limitMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaAccessException(
          AccessTrouble.sentence(e, client).orElseGet(() -> noAnswer(limit)), e);
    }
  }

  /**
   * Returns when the schema registry answers and lets this process in.
   *
   * @throws io.sluice.wire.registry.RegistryUnavailableException if it does not, after some seconds
   */
  public void requireRegistry() {
    registry.requireReachable();
  }

  private String noAnswer(Duration limit) {
    return """
    No Kafka broker answered at %s within %d s. Start it, or correct bootstrap.servers; or it \
    expects something else than %s: set security.protocol.\
    """
        .formatted(client.bootstrapServers(), limit.toSeconds(), client.protocol());
  }

  /** What any further client has to be told, and nobody else. */
  public ClientSettings client() {
    return client;
  }

  public TopicNames topics() {
    return topics;
  }

  public RecordCodec codec() {
    return codec;
  }

  public Admin admin() {
    return admin;
  }

  public Producer<String, byte[]> producer() {
    return producer;
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
    admin.close(CLOSE_LIMIT);
  }
}
