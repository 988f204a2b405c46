package io.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wire.topics.ShareGroupSettings;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.wire.topics.TopicSetupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupTest {
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start(@TempDir Path directory) {
    broker = EmbeddedBroker.start(directory);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void shouldMakeTopicsOnceWithTheirSettings() throws Exception {
    // given
    TopicNames names = TopicNames.of("made");
    TopicSetup setup = new TopicSetup(admin);
    setup.ensure(new TopicPlan(names, 3, List.of("prepare")));

    // when
    setup.ensure(new TopicPlan(names, 3, List.of("prepare", "join")));

    // then
    assertThat(partitions(names.events())).isEqualTo(3);
    assertThat(partitions(names.triggers())).isEqualTo(3);
    assertThat(partitions(names.work("join"))).isEqualTo(1);
    assertThat(setting(names.flows(), "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(names.results(), "retention.ms")).isEqualTo("-1");
    assertThat(setting(names.work("prepare"), "retention.ms"))
        .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
  }

  @Test
  void shouldRefuseAnotherNumberOfPartitions() {
    // given
    TopicNames names = TopicNames.of("fixed");
    TopicSetup setup = new TopicSetup(admin);
    setup.ensure(new TopicPlan(names, 2, List.of()));

    // when, then
    assertThatThrownBy(() -> setup.ensure(new TopicPlan(names, 4, List.of("late"))))
        .isInstanceOf(TopicSetupException.class)
        .hasMessageContaining("fixed.events has 2 partitions but 4 is configured");
    assertThatThrownBy(() -> partitions(names.work("late"))).hasMessageContaining("not host");
  }

  @Test
  void shouldHandWorkFromBeforeItsFirstMember() throws Exception {
    // given
    TopicNames names = TopicNames.of("shared");
    TopicSetup setup = new TopicSetup(admin);
    setup.ensure(new TopicPlan(names, 1, List.of("prepare")));
    setup.ensureShareGroups(List.of(names.group("prepare")), ShareGroupSettings.standard());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(names.work("prepare"), "wine/1", "work")).get();
    }

    // when
    String found = firstShared(names);

    // then
    assertThat(found).isEqualTo("work");
  }

  private static String firstShared(TopicNames names) {
    try (KafkaShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "group.id", names.group("prepare")),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(names.work("prepare")));
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (System.nanoTime() < deadline) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        if (!records.isEmpty()) {
          return records.iterator().next().value();
        }
      }
      return "nothing in 10 s";
    }
  }

  private static int partitions(String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }

  private static String setting(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
    return config.get(key).value();
  }
}
