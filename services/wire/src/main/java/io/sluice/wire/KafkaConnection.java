package io.sluice.wire;

import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.wire.topics.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A process's way to one installation: brokers, registry, topic names, and the clients that its
 * parts share. Thread-safe.
 */
public final class KafkaConnection implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final TopicNames topics;
  private final RecordCodec codec;
  private final Admin admin;
  private final Producer<String, byte[]> producer;

  private KafkaConnection(String bootstrapServers, TopicNames topics, RecordCodec codec) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.codec = codec;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.producer = producer(bootstrapServers);
  }

  /**
   * Connects.
   *
   * @param config Confluent's keys for the registry, {@code installation} and {@code topics.<role>}
   */
  public static KafkaConnection open(String bootstrapServers, Map<String, ?> config) {
    RecordCodec codec = new RecordCodec(HttpSchemaRegistry.of(config));
    return new KafkaConnection(bootstrapServers, TopicNames.of(config), codec);
  }

  /** Connects to the installation {@code sluice}. */
  public static KafkaConnection open(String bootstrapServers, String registryUrl) {
    return open(bootstrapServers, Map.of("schema.registry.url", registryUrl));
  }

  private static Producer<String, byte[]> producer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  public String bootstrapServers() {
    return bootstrapServers;
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
