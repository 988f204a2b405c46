package io.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wire.topics.ServiceRights;
import io.sluice.wire.topics.ShareGroupSettings;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.wire.topics.TopicSetupException;
import io.sluice.wire.topics.TopicSizes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void shouldTellAllThatIsWrongAtOnce() throws Exception {
    // given
    TopicNames names = TopicNames.of("wrong");
    admin
        .createTopics(
            List.of(
                new NewTopic(names.events(), 1, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact")),
                new NewTopic(names.flows(), 1, (short) 1)
                    .configs(Map.of("cleanup.policy", "delete")),
                new NewTopic(names.triggers(), 1, (short) 1)
                    .configs(Map.of("min.insync.replicas", "2")),
                new NewTopic(names.audit(), 3, (short) 1)))
        .all()
        .get();

    // when, then
    assertThatThrownBy(() -> new TopicSetup(admin).ensure(new TopicPlan(names, 1, List.of())))
        .isInstanceOf(TopicSetupException.class)
        .hasMessage(
            """
            wrong.audit has 3 partitions but needs 1: make it again.
            wrong.events has cleanup.policy=compact, which loses all but the last record of each \
            key: set cleanup.policy=delete.
            wrong.flows has cleanup.policy=delete, which loses flows that are still used: set \
            cleanup.policy=compact.
            wrong.triggers takes no writes: it has 1 copy but min.insync.replicas=2.\
            """);
    assertThatThrownBy(() -> partitions(names.results())).hasMessageContaining("not host");
  }

  @Test
  void shouldRefuseMoreCopiesThanThereAreBrokers() {
    // given
    TopicNames names = TopicNames.of("copied");
    TopicSizes sizes = new TopicSizes(1, Optional.of((short) 3), Optional.empty());

    // when, then
    assertThatThrownBy(
            () -> new TopicSetup(admin).ensure(TopicPlan.of(ServiceRights.scheduler(names), sizes)))
        .isInstanceOf(TopicSetupException.class)
        .hasMessage(
            "sluice.replication-factor is 3 but the cluster has 1 broker: start more, or configure"
                + " less.");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 1", "3, 3, 2", "7, 3, 2"})
  void shouldHoldAsManyCopiesAsBrokersBear(int brokers, short copies, int inSync) {
    // when
    TopicSizes sizes = TopicSizes.of(4);

    // then
    assertThat(sizes.copies(brokers)).isEqualTo(copies);
    assertThat(sizes.inSync(copies)).isEqualTo(inSync);
  }

  @Test
  void shouldMakeOnlyTheTopicsOfTheService() throws Exception {
    // given
    TopicNames names = TopicNames.of("lean");

    // when
    new TopicSetup(admin).ensure(TopicPlan.of(ServiceRights.scheduler(names), TopicSizes.of(2)));

    // then
    assertThat(partitions(names.triggers())).isEqualTo(2);
    assertThat(setting(names.triggers(), "min.insync.replicas")).isEqualTo("1");
    assertThatThrownBy(() -> partitions(names.events())).hasMessageContaining("not host");
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
