package io.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.FigureObserved;
import io.sluice.schemas.GateFailed;
import io.sluice.schemas.RunKey;
import io.sluice.wire.registry.AvroDeserializer;
import io.sluice.wire.registry.AvroSerializer;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.wire.registry.RegistryRefusedException;
import io.sluice.wire.registry.RegistryUnavailableException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroSerdeTest {
  private static EmbeddedPlatform platform;
  private static HttpSchemaRegistry registry;

  @BeforeAll
  static void start(@TempDir Path directory) {
    platform = EmbeddedPlatform.start(directory);
    registry = HttpSchemaRegistry.of(Map.of("schema.registry.url", platform.registryUrl()));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void shouldCarryRecordsWhenNamedAsClassesInKafkasConfiguration() throws Exception {
    // given
    String topic = "carried";
    FigureObserved sent = figure();
    try (Admin admin = Admin.create(clients())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    // when
    try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(clients())) {
      producer.send(new ProducerRecord<>(topic, "wine/1", sent)).get();
    }

    // then
    assertThat(first(topic)).isEqualTo(sent);
    assertThat(registry.idOf(topic + "-io.sluice.schemas.FigureObserved", sent.getSchema()))
        .isPositive();
  }

  @Test
  void shouldWriteConfluentsWireFormat() {
    // given
    AvroSerializer<FigureObserved> serializer = new AvroSerializer<>(registry);

    // when
    byte[] bytes = serializer.serialize("framed", figure());

    // then
    int id = registry.idOf("framed-io.sluice.schemas.FigureObserved", figure().getSchema());
    assertThat(bytes[0]).isZero();
    assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
    assertThat(registry.byId(id).toString()).doesNotContain("avro.java.string");
  }

  @Test
  void shouldReadGenericRecordsWhenAsked() {
    // given
    byte[] bytes = new AvroSerializer<FigureObserved>(registry).serialize("generic", figure());
    AvroDeserializer<GenericRecord> deserializer = new AvroDeserializer<>(registry);
    Map<String, Object> config = clients();
    config.put("specific.avro.reader", "false");
    deserializer.configure(config, false);

    // when
    GenericRecord read = deserializer.deserialize("generic", bytes);

    // then
    assertThat(read.get("figure")).hasToString("ca_total");
  }

  @Test
  void shouldRefuseBytesWithoutMagic() {
    // given
    AvroDeserializer<FigureObserved> deserializer = new AvroDeserializer<>(registry);

    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {'{', 1, 2, 3, 4, 5}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t begins with byte 123 instead of 0");
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {0, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("2 bytes");
  }

  @Test
  void shouldRefuseTruncatedAndOverlongRecords() {
    // given
    AvroDeserializer<FigureObserved> deserializer = new AvroDeserializer<>(registry);
    byte[] bytes = new AvroSerializer<FigureObserved>(registry).serialize("cut", figure());
    byte[] truncated = Arrays.copyOf(bytes, bytes.length - 3);
    byte[] overlong = Arrays.copyOf(bytes, bytes.length + 3);

    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("cut", truncated))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> deserializer.deserialize("cut", overlong))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("damaged");
    assertThat(deserializer.deserialize("cut", bytes)).isEqualTo(figure());
  }

  @Test
  void shouldNotRegisterWhenForbidden() {
    // given
    Map<String, Object> config = clients();
    config.put("auto.register.schemas", false);
    AvroSerializer<FigureObserved> serializer = new AvroSerializer<>();
    serializer.configure(config, false);

    // when, then
    assertThatThrownBy(() -> serializer.serialize("forbidden", figure()))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining("40401");
  }

  @Test
  void shouldTellAnUnavailableRegistryFromADamagedRecord() {
    // given
    Map<String, Object> config =
        Map.of("schema.registry.url", "http://127.0.0.1:" + StablePort.free(), "max.retries", 1);
    AvroDeserializer<GateFailed> deserializer = new AvroDeserializer<>();
    deserializer.configure(config, false);

    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {0, 0, 0, 0, 1, 5}))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("after 2 tries");
  }

  @Test
  void shouldUseTheRegistryThatAnswers() {
    // given
    String dead = "http://127.0.0.1:" + StablePort.free();
    HttpSchemaRegistry several =
        HttpSchemaRegistry.of(
            Map.of("schema.registry.url", dead + "," + platform.registryUrl() + "/"));

    // when
    int id = several.register("several-RunKey", RunKey.getClassSchema());

    // then
    assertThat(several.byId(id).getName()).isEqualTo("RunKey");
  }

  @Test
  void shouldHideSecretsInErrors() {
    // given
    Map<String, Object> config =
        Map.of("schema.registry.url", "http://ann:sesame@127.0.0.1:1", "max.retries", 0);

    // when, then
    assertThatThrownBy(() -> HttpSchemaRegistry.of(config).byId(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageNotContaining("sesame");
    assertThatThrownBy(() -> HttpSchemaRegistry.of(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  private static FigureObserved figure() {
    return FigureObserved.newBuilder()
        .setRun(new RunKey("bottleneck", new UUID(1, 2)))
        .setAt(Instant.ofEpochMilli(1_790_000_000_000L))
        .setFigure("ca_total")
        .setValue(new BigDecimal("70568.600000000000"))
        .build();
  }

  private static SpecificRecord first(String topic) {
    try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(clients())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<String, SpecificRecord>> found =
          consumer.poll(Duration.ofSeconds(10)).records(partition);
      return found.getFirst().value();
    }
  }

  private static Map<String, Object> clients() {
    return new HashMap<>(
        Map.of(
            "bootstrap.servers", platform.bootstrapServers(),
            "schema.registry.url", platform.registryUrl(),
            "key.serializer", StringSerializer.class.getName(),
            "value.serializer", AvroSerializer.class.getName(),
            "key.deserializer", StringDeserializer.class.getName(),
            "value.deserializer", AvroDeserializer.class.getName()));
  }
}
