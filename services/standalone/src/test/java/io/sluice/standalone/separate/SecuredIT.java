package io.sluice.standalone.separate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.ScheduleSeen;
import io.sluice.shell.ServiceStartException;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicEnd;
import io.sluice.wire.streams.DerivedState;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.wire.topics.TopicSetupException;
import io.sluice.wire.topics.TopicSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every service with its own name and exactly the rights of {@code deploy/acls.csv}, over TLS. Two
 * of them prove who they are by each of PLAIN, SCRAM and OAUTHBEARER.
 */
@Tag("embedded") // its broker asks who is there
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredIT {

  private static final String INSTALLATION = "winery";
  private static final TopicNames NAMES = TopicNames.of(INSTALLATION);

  private static final Set<String> ALL =
      Stream.of(SeparateServices.ALL, SeparateServices.PARTED, List.of("command", "rebuild"))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static Path home;
  private static SecuredPlatform platform;
  private static AccessLists lists;
  private static final Map<String, List<AclBinding>> GIVEN = new HashMap<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    home = folder;
    platform = new SecuredPlatform(Files.createDirectories(folder.resolve("platform")));
    lists = new AccessLists(platform.admin());
    for (String service : ALL) {
      GIVEN.put(service, rights(service));
    }
    for (List<AclBinding> rights : GIVEN.values()) {
      lists.give(rights);
    }
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static List<AclBinding> rights(String service) throws Exception {
    if (!service.startsWith("stage") && !service.equals("rebuild")) {
      return AccessLists.of(service, INSTALLATION);
    }
    List<AclBinding> rights = new ArrayList<>();
    for (String pool : SeparateServices.POOLS) {
      rights.addAll(AccessLists.of(service, INSTALLATION, pool));
    }
    return rights;
  }

  private static Map<String, Object> common() {
    return Map.of("schema.registry.url", platform.registryUrl(), "installation", INSTALLATION);
  }

  private static KafkaConnection connect(String name) throws Exception {
    Map<String, Object> config = new HashMap<>(common());
    config.putAll(platform.client(name));
    return KafkaConnection.open(platform.bootstrapServers(), config);
  }

  private static SeparateServices services() {
    return new SeparateServices(platform.bootstrapServers(), common(), home);
  }

  @Test
  @Order(1)
  void shouldRunEachServiceWithExactlyItsRights() throws Exception {
    try (SeparateServices services = services();
        KafkaConnection command = connect("command")) {
      // given
      for (String name : SeparateServices.ALL) {
        services.start(name, platform.client(name));
      }
      OrdersFlow.publish(command);

      // when
      OrdersFlow.arrive(services.inbox(), "2026-01", 7);
      ResultPublished result = OrdersFlow.result(command, "2026-01");

      // then
      assertThat(result.getVersion()).isEqualTo(1);
      assertThat(services.areReady()).isTrue();
      assertThat(seenSchedules(command)).isPositive();
      assertThat(TopicEnd.youngest(command, command.topics().audit(), 1, Optional::of)).hasSize(1);
      assertThat(TopicEnd.youngest(command, command.topics().deadLetters(), 1, Optional::of))
          .isEmpty();
    }
  }

  private static long seenSchedules(KafkaConnection kafka) {
    String topic = kafka.topics().triggers();
    return new TopicReading(kafka)
        .all(topic).stream()
            .map(record -> kafka.codec().read(topic, record.value()))
            .filter(ScheduleSeen.class::isInstance)
            .count();
  }

  @Test
  @Order(2)
  void shouldRunInPartedRolesWithoutTheRightToMakeTopicsThatAreThere() throws Exception {
    // given
    lists.take(rightsToCreate());

    try (SeparateServices services = services();
        KafkaConnection command = connect("command")) {
      // when
      for (String name : SeparateServices.PARTED) {
        services.start(name, platform.client(name));
      }
      OrdersFlow.arrive(services.inbox(), "2026-02", 8);

      // then
      assertThat(OrdersFlow.result(command, "2026-02").getVersion()).isEqualTo(1);
    }
  }

  private static List<AclBinding> rightsToCreate() {
    return GIVEN.values().stream()
        .flatMap(List::stream)
        .filter(it -> it.entry().operation() == AclOperation.CREATE)
        .toList();
  }

  @Test
  @Order(3)
  void shouldBuildStateAgainThatWasDroppedWithExactlyTheRightsForIt() throws Exception {
    // given
    try (KafkaConnection rebuild = connect("rebuild")) {
      DerivedState state = new DerivedState(rebuild);
      List<String> services = state.services();
      assertThat(services).hasSize(2 + SeparateServices.POOLS.size());
      assertThat(state.atWork(services)).isEmpty();
      lists.give(rightsToCreate());

      // when
      state.drop(services);
      assertThat(state.services()).isEmpty();
    }

    // then
    try (SeparateServices services = services();
        KafkaConnection command = connect("command")) {
      for (String name : SeparateServices.ALL) {
        services.start(name, platform.client(name));
      }
      OrdersFlow.arrive(services.inbox(), "2026-03", 9);
      assertThat(OrdersFlow.result(command, "2026-03").getVersion()).isEqualTo(1);
      assertThat(OrdersFlow.published(command)).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "runs",
    "validation",
    "stage",
    "validation-work",
    "stage-work",
    "intake",
    "scheduler",
    "command"
  })
  @Order(4)
  void shouldTellEachRightThatIsMissing(String service) throws Exception {
    // given
    ServiceRights rights = rightsOf(service);
    List<String> untold = new ArrayList<>();
    try (KafkaConnection kafka = connect(service)) {
      TopicSetup setup = new TopicSetup(kafka.admin(), kafka.client().who());
      TopicPlan plan = TopicPlan.of(rights, TopicSizes.of(2));
      setup.ensure(plan);

      // when
      for (AclBinding right : GIVEN.getOrDefault(service, List.of())) {
        if (isNeeded(right) && !isTold(right, setup, plan)) {
          untold.add(right.toString());
        }
      }
    }

    // then
    assertThat(untold).isEmpty();
  }

  /** Topics are there, and of the pools one speaks for all. */
  private static boolean isNeeded(AclBinding right) {
    return right.entry().operation() != AclOperation.CREATE
        && !right.pattern().name().contains("publish");
  }

  private static boolean isTold(AclBinding right, TopicSetup setup, TopicPlan plan)
      throws Exception {
    lists.take(List.of(right));
    try {
      setup.ensure(plan);
      return false;
    } catch (TopicSetupException e) {
      String told = String.valueOf(e.getMessage());
      return told.lines().count() == 1
          && told.contains(right.entry().operation().name())
          && told.contains(right.pattern().name())
          && told.contains(name(right.entry().principal().replace("User:", "")));
    } finally {
      lists.give(List.of(right));
    }
  }

  /** What is in a token is for brokers to know. */
  private static String name(String service) {
    return SecuredPlatform.BY_TOKEN.contains(service) ? "OAUTHBEARER" : service;
  }

  private static ServiceRights rightsOf(String service) {
    Map<String, Function<TopicNames, ServiceRights>> all =
        Map.of(
            "runs", ServiceRights::runs,
            "validation", ServiceRights::validation,
            "validation-work", ServiceRights::validationWorkers,
            "stage", names -> ServiceRights.stage(names, "default"),
            "stage-work", names -> ServiceRights.stageWorkers(names, "default"),
            "intake", ServiceRights::intake,
            "scheduler", ServiceRights::scheduler,
            "command", ServiceRights::command);
    return all.get(service).apply(NAMES);
  }

  @Test
  @Order(5)
  void shouldTellEveryMissingRightAtOnce() throws Exception {
    // given
    List<AclBinding> some =
        GIVEN.getOrDefault("scheduler", List.of()).stream()
            .filter(it -> it.entry().operation() == AclOperation.WRITE)
            .toList();
    List<AclBinding> flows =
        GIVEN.getOrDefault("scheduler", List.of()).stream()
            .filter(it -> it.pattern().name().endsWith(".flows"))
            .toList();
    lists.take(some);
    lists.take(flows);

    // when, then
    try (SeparateServices services = services()) {
      assertThatThrownBy(() -> services.start("scheduler", platform.client("scheduler")))
          .isInstanceOf(ServiceStartException.class)
          .hasMessage(
              """
              this client (OAUTHBEARER) lacks READ, DESCRIBE_CONFIGS on the topic winery.flows.
              this client (OAUTHBEARER) lacks WRITE on the topic winery.triggers.\
              """);
    } finally {
      lists.give(some);
      lists.give(flows);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sasl.jaas.config | PlainLoginModule required username=\"validation\""
            + " password=\"wrong-one\"; | does not let \"validation\" (PLAIN) in",
        "sasl.mechanism | SCRAM-SHA-256 | enabled mechanisms are",
        "ssl.truststore.certificates | '' | Trust the certificate that signed the broker's",
        "ssl.truststore.type | JKS | The settings for Kafka at",
      })
  @Order(6)
  void shouldSayInASentenceWhyItIsNotLetIn(String key, String value, String sentence)
      throws Exception {
    // given
    Map<String, Object> client = new HashMap<>(platform.client("validation"));
    if (value.isEmpty()) {
      client.remove(key);
      client.remove("ssl.truststore.type");
    } else {
      client.put(
          key,
          value.startsWith("Plain") ? "org.apache.kafka.common.security.plain." + value : value);
    }

    // when, then
    try (SeparateServices services = services().within(Duration.ofSeconds(3))) {
      assertThatThrownBy(() -> services.start("validation", client))
          .isInstanceOf(ServiceStartException.class)
          .hasMessageContaining(sentence)
          .hasMessageContaining(platform.bootstrapServers())
          .extracting(Throwable::getMessage)
          .asString()
          .hasLineCount(1)
          .doesNotContain("wrong-one", SecuredPlatform.password("validation"));
    }
  }

  @Test
  @Order(7)
  void shouldSayThatNobodyAnswersInThatWay() throws Exception {
    // given
    String plain = platform.plainBootstrapServers();

    // when, then
    try (SeparateServices services =
        new SeparateServices(plain, common(), home).within(Duration.ofSeconds(3))) {
      assertThatThrownBy(() -> services.start("validation", platform.client("validation")))
          .isInstanceOf(ServiceStartException.class)
          .hasMessageContaining(plain)
          .hasMessageContaining("expects something else than SASL_SSL");
    }
  }
}
