package io.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.RunKey;
import io.sluice.wire.registry.HttpSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {

  @Test
  void shouldKeepRecordsSchemasAndPortsOverARestart(@TempDir Path directory) throws Exception {
    // given
    String bootstrap;
    String url;
    int id;
    try (EmbeddedPlatform before = EmbeddedPlatform.start(directory)) {
      bootstrap = before.bootstrapServers();
      url = before.registryUrl();
      id = registry(url).register("kept-RunKey", RunKey.getClassSchema());
      write(bootstrap, "kept", "hello");
    }

    // when
    try (EmbeddedPlatform after = EmbeddedPlatform.start(directory)) {

      // then
      assertThat(after.bootstrapServers()).isEqualTo(bootstrap);
      assertThat(after.registryUrl()).isEqualTo(url);
      assertThat(registry(url).idOf("kept-RunKey", RunKey.getClassSchema())).isEqualTo(id);
      assertThat(registry(url).register("other-RunKey", RunKey.getClassSchema())).isEqualTo(id);
      assertThat(read(bootstrap, "kept")).isEqualTo("hello");
    }
  }

  @Test
  void shouldRefuseAFolderInUse(@TempDir Path directory) {
    // given
    try (EmbeddedBroker first = EmbeddedBroker.start(directory)) {

      // when, then
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another process uses this folder");
      assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  private static HttpSchemaRegistry registry(String url) {
    return HttpSchemaRegistry.of(Map.of("schema.registry.url", url));
  }

  private static void write(String bootstrap, String topic, String text) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
    try (Admin admin = Admin.create(config);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  private static String read(String bootstrap, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      byte[] value = consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
      return new String(value, StandardCharsets.UTF_8);
    }
  }
}
