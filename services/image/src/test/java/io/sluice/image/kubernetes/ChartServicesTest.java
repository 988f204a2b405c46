package io.sluice.image.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.plan.Planner;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.flowfiles.FlowFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart beside the image, docker-compose.yml and the flows. */
class ChartServicesTest {

  private static final Pattern SETTING =
      Pattern.compile("SLUICE_[A-Z_]+|KAFKA_(BOOTSTRAP_SERVERS|SCHEMA_REGISTRY_URL)");

  /** What Java and DuckDB need besides, as deploy/kubernetes/README.md says. */
  private static final int BESIDE_MB = 300;

  private static List<Manifest> deployments(List<Manifest> manifests) {
    return manifests.stream().filter(it -> it.kind().equals("Deployment")).toList();
  }

  private static JsonObject container(Manifest deployment) {
    return deployment.objects("spec.template.spec.containers").getFirst();
  }

  @Test
  void shouldPassTheLinter() {
    // when
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

    // then
    assertThat(result.isFailed()).as(() -> String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void shouldDeployWhatComposeDeploys() throws IOException {
    // given
    JsonObject compose = Chart.yaml(Files.readString(Chart.ROOT.resolve("docker-compose.yml")));
    Set<String> services = new TreeSet<>(compose.getAsJsonObject("services").keySet());
    services.removeAll(Set.of("kafka", "registry"));

    // when
    Map<String, String> deployed = new TreeMap<>();
    for (Manifest deployment : deployments(Chart.rendered())) {
      JsonArray args = container(deployment).getAsJsonArray("args");
      deployed.put(deployment.name().replace("sluice-", ""), args.get(0).getAsString());
    }

    // then
    assertThat(deployed.keySet()).isEqualTo(services);
    assertThat(deployed)
        .allSatisfy(
            (name, service) ->
                assertThat(service).isEqualTo(name.startsWith("stage-") ? "stage" : name));
  }

  @Test
  void shouldServeEveryPoolOfTheFlows() throws SQLException {
    // given
    Set<String> pools = new TreeSet<>();
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      for (Path folder : FlowFolder.foldersIn(Chart.ROOT.resolve("flow-definitions"))) {
        FlowReading.Sound sound = (FlowReading.Sound) FlowFolder.load(folder, inspector);
        pools.addAll(new Planner(sound.flow()).pools());
      }
    }

    // then
    assertThat(deployments(Chart.rendered()))
        .extracting(it -> environment(container(it)).getOrDefault("SLUICE_POOL", ""))
        .containsAll(pools);
  }

  private static Map<String, String> environment(JsonObject container) {
    Map<String, String> found = new TreeMap<>();
    Manifest.objects(container, "env")
        .forEach(it -> found.put(Manifest.text(it, "name"), Manifest.text(it, "value")));
    return found;
  }

  @Test
  void shouldSetNothingThatNobodyReads() throws IOException {
    // given
    Set<String> known = new TreeSet<>();
    for (String file :
        List.of("docker-compose.yml", "deploy/image/Dockerfile", "deploy/image/bin/service")) {
      Matcher matcher = SETTING.matcher(Files.readString(Chart.ROOT.resolve(file)));
      while (matcher.find()) {
        known.add(matcher.group());
      }
    }

    // when
    Set<String> set = new TreeSet<>();
    for (Manifest manifest : Chart.rendered()) {
      if (manifest.name().equals("sluice-settings")) {
        set.addAll(manifest.object("data").keySet());
      }
    }
    deployments(Chart.rendered()).forEach(it -> set.addAll(environment(container(it)).keySet()));

    // then
    assertThat(set).hasSizeGreaterThan(5).isSubsetOf(known);
  }

  @Test
  void shouldWriteSettingsAsTheyAreGiven() {
    assertThat(Chart.rendered("secured.yaml", "s3.yaml"))
        .filteredOn(manifest -> manifest.name().equals("sluice-settings"))
        .singleElement()
        .satisfies(
            settings -> {
              assertThat(settings.text("data.SLUICE_CACHE_BYTES")).isEqualTo("4294967296");
              assertThat(settings.text("data.SLUICE_PARTITIONS")).isEqualTo("4");
              assertThat(settings.text("data.SLUICE_START_LIMIT")).isEqualTo("180s");
              assertThat(settings.text("data.AWS_REGION")).isEqualTo("eu-central-1");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaled.yaml", "s3.yaml"})
  void shouldHaveTheDiskThatDuckDbAndTheCacheMayFill(String example) {
    // given
    List<Manifest> manifests = Chart.rendered(example);
    long spill = SessionSettings.in(Path.of("scratch")).maxSpillMb() * 1_000_000L;

    // when
    List<Manifest> workers = workers(manifests);

    // then
    assertThat(workers)
        .allSatisfy(
            it ->
                assertThat(stateBytes(it))
                    .isGreaterThan(slots(it) * spill + cacheBytes(manifests)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaled.yaml", "s3.yaml"})
  void shouldHaveTheMemoryThatDuckDbMayTakeInEverySlotBesideTheHeap(String example) {
    // given
    long duckDb = SessionSettings.in(Path.of("scratch")).memoryMb();

    // when
    List<Manifest> workers = workers(Chart.rendered(example));

    // then
    assertThat(workers)
        .allSatisfy(
            it ->
                assertThat(memoryMb(it))
                    .isGreaterThanOrEqualTo(heapMb(it) + slots(it) * duckDb + BESIDE_MB));
  }

  /** Those that work with DuckDB. */
  private static List<Manifest> workers(List<Manifest> manifests) {
    List<Manifest> workers =
        deployments(manifests).stream()
            .filter(it -> environment(container(it)).containsKey("SLUICE_SLOTS"))
            .toList();
    assertThat(workers)
        .extracting(Manifest::name)
        .contains("sluice-validation", "sluice-stage-default", "sluice-stage-prepare")
        .doesNotContain("sluice-runs");
    return workers;
  }

  private static long slots(Manifest deployment) {
    return Long.parseLong(environment(container(deployment)).getOrDefault("SLUICE_SLOTS", ""));
  }

  private static long heapMb(Manifest deployment) {
    String options = environment(container(deployment)).getOrDefault("SLUICE_OPTS", "");
    return Long.parseLong(options.replaceFirst("-Xmx([0-9]+)m", "$1"));
  }

  private static long memoryMb(Manifest deployment) {
    String limit = Manifest.text(container(deployment), "resources.limits.memory");
    return Long.parseLong(limit.replace("Gi", "")) << 10;
  }

  private static long stateBytes(Manifest deployment) {
    String size =
        deployment.objects("spec.template.spec.volumes").stream()
            .filter(volume -> Manifest.text(volume, "name").equals("state"))
            .map(volume -> Manifest.text(volume, "emptyDir.sizeLimit"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(size.replace("Gi", "")) << 30;
  }

  private static long cacheBytes(List<Manifest> manifests) {
    return manifests.stream()
        .map(it -> it.text("data.SLUICE_CACHE_BYTES"))
        .filter(text -> !text.isEmpty())
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Test
  void shouldMountNoVolumeForStoreInS3() {
    assertThat(Chart.rendered("s3.yaml"))
        .filteredOn(manifest -> manifest.kind().equals("PersistentVolumeClaim"))
        .extracting(Manifest::name)
        .containsExactly("sluice-inbox");
  }

  @Test
  void shouldGiveEachServiceItsOwnSecretsLast() {
    // when
    Map<String, List<String>> secrets = new TreeMap<>();
    for (Manifest deployment : deployments(Chart.rendered("secured.yaml", "separate.yaml"))) {
      secrets.put(
          deployment.name().replace("sluice-", ""),
          Manifest.objects(container(deployment), "envFrom").stream()
              .map(source -> Manifest.text(source, "secretRef.name"))
              .filter(name -> !name.isEmpty())
              .toList());
    }

    // then
    assertThat(secrets)
        .containsEntry("runs", List.of("sluice-registry", "sluice-runs"))
        .containsEntry("stage-clean", List.of("sluice-registry", "sluice-stage"))
        .containsEntry("stage-ingest", List.of("sluice-registry", "sluice-stage-ingest"));
  }

  @Test
  void shouldTakeRoleOfPodsAndFurtherWaysOut(@TempDir Path folder) throws IOException {
    // given
    Path values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            serviceAccount: { annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/one" } }
            networkPolicy:
              dns: { ports: [5353], to: [] }
              extraEgress: [{ ports: [{ port: 8443 }], to: [{ ipBlock: { cidr: 192.0.2.10/32 } }] }]
            """);

    // when
    List<Manifest> manifests = Chart.rendered(values);

    // then
    assertThat(manifests)
        .filteredOn(KubernetesSchema::knows)
        .allSatisfy(manifest -> assertThat(KubernetesSchema.problem(manifest)).isEmpty());
    assertThat(manifests)
        .filteredOn(manifest -> manifest.kind().equals("ServiceAccount"))
        .extracting(it -> it.object("metadata.annotations").toString())
        .containsExactly("{\"eks.amazonaws.com/role-arn\":\"arn:aws:iam::1:role/one\"}");
    assertThat(manifests)
        .filteredOn(manifest -> manifest.kind().equals("NetworkPolicy"))
        .flatMap(policy -> policy.objects("spec.egress"))
        .flatMap(way -> Manifest.objects(way, "ports"))
        .extracting(port -> Manifest.text(port, "port"))
        .containsExactly("5353", "5353", "9092", "8080", "8443");
  }

  @Test
  void shouldScaleByTheWorkOfItsOwnInstallation(@TempDir Path folder) throws IOException {
    // given
    Path values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            scaling: { prometheus: http://p, labels: { cluster: east } }
            pools: { clean: { maxReplicas: 3 } }
            """);

    // when
    List<Manifest> manifests = Chart.rendered(values);

    // then
    assertThat(manifests)
        .filteredOn(manifest -> manifest.kind().equals("ScaledObject"))
        .flatMap(scaled -> scaled.objects("spec.triggers"))
        .extracting(trigger -> Manifest.text(trigger, "metadata.query"))
        .containsExactly(
            "max(sluice_work_lag{cluster=\"east\",group=\"sluice.work.clean\",namespace=\"data\"}"
                + " >= 0)");
  }

  @Test
  void shouldHaveOneIntakeWhereServicesAreDoubled(@TempDir Path folder) throws IOException {
    // given
    Path values = Files.writeString(folder.resolve("values.yaml"), "service: { replicas: 2 }");

    // when
    Map<String, String> replicas = new TreeMap<>();
    deployments(Chart.rendered(values))
        .forEach(it -> replicas.put(it.name(), it.text("spec.replicas")));

    // then
    assertThat(replicas).containsEntry("sluice-scheduler", "2").containsEntry("sluice-intake", "1");
  }

  @Test
  void shouldMountNoFlowsWhereThereAreNone() {
    // when
    String rendered = Chart.template().set("flows", "null").call();

    // then
    assertThat(rendered).doesNotContain("SLUICE_FLOWS").doesNotContain("projected");
  }
}
