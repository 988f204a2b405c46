package io.sluice.image.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What we hold every pod of the chart to. */
class ChartRulesTest {

  private static final String POD = "spec.template.spec";

  private static List<Manifest> manifests = List.of();
  private static List<Manifest> deployments = List.of();

  @BeforeAll
  static void render() {
    manifests = Chart.rendered("secured.yaml", "scaled.yaml");
    deployments = ofKind("Deployment");
  }

  private static List<Manifest> ofKind(String kind) {
    return manifests.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  private static List<JsonObject> containers(Manifest deployment) {
    assertThat(deployment.objects(POD + ".initContainers")).isEmpty();
    return deployment.objects(POD + ".containers");
  }

  @Test
  void shouldLimitEveryContainer() {
    assertThat(deployments)
        .flatMap(ChartRulesTest::containers)
        .isNotEmpty()
        .allSatisfy(
            container -> {
              JsonObject resources = Manifest.object(container, "resources");
              assertThat(Manifest.object(resources, "requests").keySet()).contains("cpu", "memory");
              assertThat(Manifest.object(resources, "limits").keySet()).contains("cpu", "memory");
            });
    assertThat(deployments)
        .flatMap(deployment -> deployment.objects(POD + ".volumes"))
        .filteredOn(volume -> volume.has("emptyDir"))
        .isNotEmpty()
        .allSatisfy(volume -> assertThat(Manifest.text(volume, "emptyDir.sizeLimit")).isNotEmpty());
  }

  @Test
  void shouldProbeEveryContainerWhereTheImageAnswers() {
    assertThat(deployments)
        .flatMap(ChartRulesTest::containers)
        .allSatisfy(
            container -> {
              assertThat(path(container, "startupProbe")).isEqualTo("/health/liveness");
              assertThat(path(container, "livenessProbe")).isEqualTo("/health/liveness");
              assertThat(path(container, "readinessProbe")).isEqualTo("/health/readiness");
              assertThat(Manifest.objects(container, "ports"))
                  .singleElement()
                  .isEqualTo(
                      JsonParser.parseString(
                          "{\"name\":\"http\",\"containerPort\":8080,\"protocol\":\"TCP\"}"));
            });
  }

  private static String path(JsonObject container, String probe) {
    assertThat(Manifest.text(container, probe + ".httpGet.port")).isEqualTo("http");
    return Manifest.text(container, probe + ".httpGet.path");
  }

  @Test
  void shouldGiveNoContainerMoreRightsThanItNeeds() {
    assertThat(deployments)
        .allSatisfy(
            deployment -> {
              assertThat(deployment.text(POD + ".automountServiceAccountToken")).isEqualTo("false");
              assertThat(deployment.text(POD + ".enableServiceLinks")).isEqualTo("false");
              assertThat(deployment.object(POD).keySet())
                  .doesNotContain("hostNetwork", "hostPID", "hostIPC");
              JsonObject context = deployment.object(POD + ".securityContext");
              assertThat(Manifest.text(context, "runAsNonRoot")).isEqualTo("true");
              assertThat(Manifest.text(context, "runAsUser")).isEqualTo("10001");
              assertThat(Manifest.text(context, "seccompProfile.type")).isEqualTo("RuntimeDefault");
              assertThat(deployment.objects(POD + ".volumes"))
                  .noneMatch(volume -> volume.has("hostPath"));
            });
    assertThat(deployments)
        .flatMap(ChartRulesTest::containers)
        .extracting(container -> Manifest.object(container, "securityContext"))
        .containsOnly(
            JsonParser.parseString(
                    """
                    {"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,
                     "capabilities":{"drop":["ALL"]}}
                    """)
                .getAsJsonObject());
  }

  @Test
  void shouldHaveEveryFolderThatTheImageWritesTo() {
    assertThat(deployments)
        .flatMap(ChartRulesTest::containers)
        .allSatisfy(
            container ->
                assertThat(Manifest.objects(container, "volumeMounts"))
                    .filteredOn(mount -> Manifest.text(mount, "readOnly").isEmpty())
                    .extracting(mount -> Manifest.text(mount, "mountPath"))
                    .contains("/tmp", "/var/lib/sluice/state"));
  }

  @Test
  void shouldNameNoMovingImage() {
    assertThat(Stream.of(Chart.rendered(), manifests).flatMap(List::stream).toList())
        .filteredOn(manifest -> manifest.kind().equals("Deployment"))
        .flatMap(ChartRulesTest::containers)
        .extracting(container -> Manifest.text(container, "image"))
        .allSatisfy(image -> assertThat(image).contains(":").doesNotEndWith(":latest"));
  }

  @Test
  void shouldHoldSecretsByReferenceAlone() {
    assertThat(ofKind("Secret")).isEmpty();
    assertThat(deployments)
        .flatMap(ChartRulesTest::containers)
        .allSatisfy(
            container ->
                assertThat(Manifest.objects(container, "envFrom"))
                    .extracting(source -> Manifest.text(source, "secretRef.name"))
                    .contains("sluice-access"));
  }

  @Test
  void shouldReferToWhatIsThere() {
    // given
    List<String> claims = ofKind("PersistentVolumeClaim").stream().map(Manifest::name).toList();
    List<String> configMaps = ofKind("ConfigMap").stream().map(Manifest::name).toList();

    // then
    assertThat(deployments)
        .allSatisfy(
            deployment -> {
              List<JsonObject> volumes = deployment.objects(POD + ".volumes");
              assertThat(texts(volumes, "persistentVolumeClaim.claimName")).isSubsetOf(claims);
              List<JsonObject> sources =
                  volumes.stream()
                      .flatMap(it -> Manifest.objects(it, "projected.sources").stream())
                      .toList();
              assertThat(texts(sources, "configMap.name")).isSubsetOf(configMaps);
              JsonObject container = containers(deployment).getFirst();
              assertThat(texts(Manifest.objects(container, "envFrom"), "configMapRef.name"))
                  .isSubsetOf(configMaps)
                  .isNotEmpty();
              assertThat(texts(Manifest.objects(container, "volumeMounts"), "name"))
                  .containsExactlyInAnyOrderElementsOf(texts(volumes, "name"));
              assertThat(deployment.text(POD + ".serviceAccountName"))
                  .isEqualTo(ofKind("ServiceAccount").getFirst().name());
            });
  }

  private static List<String> texts(List<JsonObject> objects, String path) {
    return objects.stream()
        .map(object -> Manifest.text(object, path))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Test
  void shouldGuardEveryDeploymentWhenNodesAreDrained() {
    assertThat(ofKind("PodDisruptionBudget"))
        .extracting(budget -> budget.object("spec.selector"))
        .containsExactlyInAnyOrderElementsOf(
            deployments.stream().map(it -> it.object("spec.selector")).toList());
  }

  @Test
  void shouldCoverEveryPodByTheNetworkPolicy() {
    // given
    Manifest policy = ofKind("NetworkPolicy").getFirst();

    // then
    assertThat(policy.object("spec").getAsJsonArray("policyTypes")).hasSize(2);
    assertThat(deployments)
        .allSatisfy(
            deployment ->
                assertThat(deployment.object("spec.template.metadata.labels").entrySet())
                    .containsAll(policy.object("spec.podSelector.matchLabels").entrySet()));
  }

  @Test
  void shouldGiveWorkersLongerThanTheyNeedToHandBackTheirWork() {
    assertThat(deployments)
        .allSatisfy(
            deployment ->
                assertThat(
                        Integer.parseInt(deployment.text(POD + ".terminationGracePeriodSeconds")))
                    .isGreaterThanOrEqualTo(30));
  }

  @Test
  void shouldLeaveTheNumberOfReplicasToWhatScalesThem() {
    // given
    List<Manifest> scaled = ofKind("ScaledObject");

    // then
    assertThat(scaled)
        .extracting(Manifest::name)
        .containsExactly("sluice-stage-prepare", "sluice-stage-segments");
    assertThat(deployments)
        .allSatisfy(
            deployment ->
                assertThat(deployment.object("spec").has("replicas"))
                    .isNotEqualTo(
                        scaled.stream().anyMatch(it -> it.name().equals(deployment.name()))));
  }
}
