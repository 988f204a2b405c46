package io.sluice.image.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSchemaTest {

  private static final String POD =
      """
      apiVersion: apps/v1
      kind: Deployment
      spec:
        replicas: 1
        selector: {}
        template:
          spec:
            containers:
              - name: one
                image: some:1
                env: [{ name: NUMBER, value: "1" }]
                resources: { limits: { memory: 1Gi } }
                readinessProbe: { httpGet: { path: /, port: http } }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secured.yaml",
        "s3.yaml",
        "scaled.yaml",
        "secured.yaml s3.yaml scaled.yaml separate.yaml"
      })
  void shouldFitEveryManifest(String examples) {
    // when
    List<Manifest> manifests =
        Chart.rendered(examples.isEmpty() ? new String[0] : examples.split(" "));

    // then
    assertThat(manifests)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            manifest ->
                assertThat(
                        manifest.kind().equals("ScaledObject")
                            ? ScaledObjectSchema.problem(manifest)
                            : KubernetesSchema.problem(manifest))
                    .isEmpty());
  }

  @Test
  void shouldTakeWhatFits() {
    assertThat(KubernetesSchema.problem(new Manifest(Chart.yaml(POD)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image: some:1          | imag: some:1            | imag",
        "- name: one            | - args: [one]           | name",
        "replicas: 1            | replicas: many          | many",
        "value: \"1\"           | value: 1                | value",
        "port: http             | port: { name: http }    | port",
        "env: [{                | env: [[{                | NUMBER",
        "limits: { memory: 1Gi }| limits: [1Gi]           | limits",
        "apiVersion: apps/v1    | apiVersion: apps/v2     | apps/v2 Deployment"
      })
  void shouldRefuseWhatDoesNotFit(String right, String wrong, String named) {
    // given
    String closed = wrong.endsWith("[[{") ? POD.replace("\"1\" }]", "\"1\" }]]") : POD;
    Manifest manifest = new Manifest(Chart.yaml(closed.replace(right, wrong)));

    // then
    assertThat(KubernetesSchema.problem(manifest))
        .hasValueSatisfying(problem -> assertThat(problem).contains(named));
  }
}
