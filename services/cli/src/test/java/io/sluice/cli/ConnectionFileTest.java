package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionFileTest {

  private static final Pattern EXAMPLE = Pattern.compile("(security|schema\\.registry)\\.");
  private static final Pattern VARIABLE = Pattern.compile("  (KAFKA_[A-Z_]+): (.+)");

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("client.properties"), text);
  }

  @Test
  void shouldPreferTheFileToTheEnvironment() throws Exception {
    // given
    Path file = file("sasl.mechanism=PLAIN\ninstallation=winery\n");
    Map<String, String> environment =
        Map.of(
            "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "KAFKA_HEAP_OPTS", "-Xmx1g");

    // when
    Map<String, String> settings = ConnectionFile.read(Optional.of(file), environment);

    // then
    assertThat(settings)
        .containsOnly(
            Map.entry("sasl.mechanism", "PLAIN"),
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("installation", "winery"));
  }

  @Test
  void shouldRefuseAKeyThatWouldBeWithoutEffect() throws Exception {
    // given
    Path file = file("ssl.truststore.pasword=secret\n");

    // when, then
    assertThatThrownBy(() -> ConnectionFile.read(Optional.of(file), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Did you mean ssl.truststore.password?")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldNotShowALineThatMayBePartOfASecret() throws Exception {
    // given
    Path file = file("ssl.keystore.key=-----BEGIN PRIVATE KEY-----\nMIIsecret0\n");

    // when, then
    assertThatThrownBy(() -> ConnectionFile.read(Optional.of(file), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("does not begin with a key")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldLeaveTheAddressToTheOptions() throws Exception {
    // given
    Path file = file("bootstrap.servers=h:9092\n");

    // when, then
    assertThatThrownBy(() -> ConnectionFile.read(Optional.of(file), Map.of()))
        .hasMessageContaining("--bootstrap");
  }

  @Test
  void shouldSayThatTheFileIsMissing() {
    assertThatThrownBy(() -> ConnectionFile.read(Optional.of(folder.resolve("none")), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("--config: %1$s cannot be read: %1$s is not there.", folder.resolve("none"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldTakeTheExamplesOfTheDocumentation(String example) throws Exception {
    // when
    Map<String, String> settings = ConnectionFile.read(Optional.of(file(example)), Map.of());

    // then
    assertThat(settings).hasSize((int) example.lines().count());
  }

  static List<String> examples() {
    List<String> found =
        Documents.blocks(Documents.ROOT.resolve("services/docs/operations.md")).stream()
            .filter(block -> EXAMPLE.matcher(block).lookingAt())
            .toList();
    assertThat(found).hasSize(4);
    return found;
  }

  @Test
  void shouldTakeTheVariablesOfTheDocumentation() {
    // given
    Map<String, String> environment =
        Documents.blocks(Documents.ROOT.resolve("services/docs/operations.md")).stream()
            .flatMap(String::lines)
            .map(VARIABLE::matcher)
            .filter(Matcher::matches)
            .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));

    // when
    Map<String, String> settings = ConnectionFile.read(Optional.empty(), environment);

    // then
    assertThat(settings).hasSize(5).hasSameSizeAs(environment);
  }

  @Test
  void shouldShowNoSecretOfATarget() {
    assertThat(
            new Target.Remote(
                "h:9092",
                URI.create("http://h:8081"),
                "/store",
                Map.of("sasl.jaas.config", "password=\"secret\"")))
        .asString()
        .doesNotContain("secret");
  }
}
