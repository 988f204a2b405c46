package io.sluice.image.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wire.ClientSettings;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.work.duckdb.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the compose file promises without being started. */
class ComposeFileTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern POOL = Pattern.compile("pool: *([a-z0-9_-]+)");

  /** What Java and DuckDB need besides, as deploy/README.md says. */
  private static final int BESIDE_MB = 300;

  private static final Set<String> OTHERS = Set.of("kafka", "registry");

  private final Map<String, Map<String, Object>> services =
      services(ROOT.resolve("docker-compose.yml"));

  @SuppressWarnings("unchecked") // what is no map fails the test
  private static Map<String, Map<String, Object>> services(Path file) {
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      Map<String, Object> read = yaml.load(Files.readString(file, UTF_8));
      return (Map<String, Map<String, Object>>) read.get("services");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  @Test
  void shouldServeEveryPoolOfTheShippedFlows() throws IOException {
    // given
    Set<String> wanted = new TreeSet<>(Set.of("default", "publish"));
    try (Stream<Path> flows = Files.list(ROOT.resolve("flow-definitions"))) {
      for (Path flow : flows.map(it -> it.resolve("flow.yaml")).toList()) {
        POOL.matcher(Files.readString(flow)).results().map(it -> it.group(1)).forEach(wanted::add);
      }
    }

    // when
    Set<String> served =
        services.values().stream()
            .filter(service -> "stage".equals(command(service)))
            .map(service -> String.valueOf(map(service.get("environment")).get("SLUICE_POOL")))
            .collect(Collectors.toCollection(TreeSet::new));

    // then
    assertThat(served).isEqualTo(wanted);
  }

  @Test
  void shouldListenOnThisMachineAlone() {
    assertThat(services)
        .allSatisfy(
            (name, service) ->
                assertThat(ports(service))
                    .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    assertThat(ports(services.get("kafka"))).hasSize(1);
  }

  private static List<String> ports(Map<String, Object> service) {
    return service.get("ports") instanceof List<?> ports
        ? ports.stream().map(String::valueOf).toList()
        : List.of();
  }

  @Test
  void shouldRestartAndLimitEveryService() {
    assertThat(services)
        .allSatisfy(
            (name, service) ->
                assertThat(service)
                    .containsEntry("restart", "unless-stopped")
                    .containsKey("mem_limit"));
  }

  @Test
  void shouldBoundEveryLog() {
    assertThat(services)
        .allSatisfy(
            (name, service) ->
                assertThat(String.valueOf(service.get("logging")))
                    .contains("max-size", "max-file"));
  }

  @Test
  void shouldLeaveDuckDbItsMemoryInEverySlotBesideTheHeap() {
    // given
    int duckDb = SessionSettings.in(Path.of("scratch")).memoryMb();

    // when
    Map<String, Map<String, Object>> workers =
        services.entrySet().stream()
            .filter(service -> List.of("stage", "validation").contains(command(service.getValue())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    // then
    assertThat(workers)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            (name, service) ->
                assertThat(megabytes(service.get("mem_limit")))
                    .isGreaterThanOrEqualTo(heapMb(service) + slots(service) * duckDb + BESIDE_MB));
  }

  private static String command(Map<String, Object> service) {
    return String.valueOf(service.get("command"));
  }

  private static int heapMb(Map<String, Object> service) {
    Object options = map(service.get("environment")).get("SLUICE_OPTS");
    return megabytes(String.valueOf(options).replaceFirst(".*-Xmx", ""));
  }

  private static int slots(Map<String, Object> service) {
    return Integer.parseInt(String.valueOf(map(service.get("environment")).get("SLUICE_SLOTS")));
  }

  private static int megabytes(Object size) {
    String text = String.valueOf(size);
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return text.endsWith("g") ? number * 1024 : number;
  }

  @Test
  void shouldPinVersions() {
    assertThat(services)
        .allSatisfy(
            (name, service) ->
                assertThat(String.valueOf(service.get("image")))
                    .containsPattern(":[a-z0-9.]+}?$")
                    .doesNotContain("latest"));
  }

  @Test
  void shouldGiveServicesNoRights() {
    assertThat(ours())
        .hasSize(13)
        .allSatisfy(
            (name, service) ->
                assertThat(service)
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true")));
  }

  private Map<String, Map<String, Object>> ours() {
    return services.entrySet().stream()
        .filter(service -> !OTHERS.contains(service.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What docker-compose 1.29, still widely installed, refuses. */
  @Test
  void shouldLoadInOldCompose() throws IOException {
    String text = Files.readString(ROOT.resolve("docker-compose.yml"));
    assertThat(Pattern.compile("(?m)^(name|include|develop|secrets):").matcher(text).results())
        .extracting(MatchResult::group)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"confluent", "redpanda"})
  void shouldSwapTheRegistryAlone(String registry) {
    // when
    Map<String, Map<String, Object>> changed =
        services(ROOT.resolve("deploy/compose/registry-" + registry + ".yml"));

    // then
    assertThat(changed).containsOnlyKeys("registry");
    assertThat(String.valueOf(changed.get("registry").get("image"))).containsPattern(":v?[0-9.]+$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "kafka", "registry-confluent", "registry-redpanda", "s3"})
  void shouldSayHowAChangeOutlivesALaterStart(String change) throws IOException {
    assertThat(Files.readString(ROOT.resolve("deploy/compose/" + change + ".yml")))
        .contains("#   COMPOSE_FILE=docker-compose.yml:deploy/compose/" + change + ".yml\n");
  }

  @Test
  void shouldTellEveryServiceOfABrokerThatIsThereAlready() {
    // when
    Map<String, Map<String, Object>> changed = services(ROOT.resolve("deploy/compose/kafka.yml"));

    // then
    assertThat(changed)
        .containsOnlyKeys(ours().keySet())
        .allSatisfy((name, service) -> assertThat(service).containsOnlyKeys("environment"));
    assertThat(ours().values())
        .allSatisfy(
            service ->
                assertThat(map(service.get("environment")).get("KAFKA_BOOTSTRAP_SERVERS"))
                    .isEqualTo("${BOOTSTRAP_SERVERS:-kafka:9092}"));
  }

  @Test
  void shouldHandOnNoKeyOfTheBrokerThatNobodyReads() {
    // given
    Set<String> known = new TreeSet<>(Set.of("bootstrap.servers"));
    known.addAll(ClientSettings.keys());
    known.addAll(HttpSchemaRegistry.keys());

    // when
    List<String> handed =
        map(services(ROOT.resolve("deploy/compose/kafka.yml")).get("runs").get("environment"))
            .keySet()
            .stream()
            .map(String::valueOf)
            .filter(name -> name.startsWith("KAFKA_"))
            .map(name -> name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT))
            .map(name -> name.replace('_', '.'))
            .toList();

    // then
    assertThat(handed).contains("sasl.jaas.config", "basic.auth.user.info").isSubsetOf(known);
  }

  @Test
  void shouldScaleAPool() {
    assertThat(services(ROOT.resolve("deploy/compose/scaled.yml")))
        .hasSize(1)
        .allSatisfy(
            (name, service) -> {
              assertThat(services).containsKey(name);
              assertThat(service).containsEntry("scale", 3);
            });
  }

  @Test
  void shouldTellEveryServiceThatReadsTheStoreOfTheBucket() {
    // when
    Map<String, Map<String, Object>> changed = services(ROOT.resolve("deploy/compose/s3.yml"));

    // then
    assertThat(changed)
        .containsOnlyKeys(readersOfTheStore())
        .allSatisfy((name, service) -> assertThat(service).containsOnlyKeys("environment"));
    assertThat(changed.values())
        .allSatisfy(
            service ->
                assertThat(map(service.get("environment")).keySet().stream().map(String::valueOf))
                    .contains("SLUICE_STORE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
  }

  private List<String> readersOfTheStore() {
    return services.entrySet().stream()
        .filter(service -> String.valueOf(service.getValue().get("volumes")).contains("store:"))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whoever runs as somebody else needs his state where that one may write. */
  @Test
  void shouldGiveEveryServiceThatReadsTheStoreTheFolderOfThisMachine() {
    assertThat(services(ROOT.resolve("deploy/compose/folder.yml")))
        .containsOnlyKeys(readersOfTheStore())
        .allSatisfy(
            (name, service) -> {
              assertThat(service).containsOnlyKeys("user", "environment", "volumes");
              assertThat(String.valueOf(service.get("volumes")))
                  .contains("source=${STORE:?", "target=/var/lib/sluice/store");
              assertThat(map(service.get("environment")).get("SLUICE_STATE"))
                  .isEqualTo("/tmp/state");
              assertThat(String.valueOf(services.get(name).get("volumes"))).contains("/tmp");
            });
  }

  /** A name without a value is taken from the environment, where secrets belong. */
  @ParameterizedTest
  @ValueSource(strings = {"kafka", "s3"})
  void shouldHoldNoSecret(String change) {
    assertThat(services(ROOT.resolve("deploy/compose/" + change + ".yml")).values())
        .allSatisfy(
            service ->
                map(service.get("environment"))
                    .forEach(
                        (name, value) ->
                            assertThat(value == null ? "${}" : String.valueOf(value))
                                .as(String.valueOf(name))
                                .matches("\\$\\{.*}")));
  }
}
