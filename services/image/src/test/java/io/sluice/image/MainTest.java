package io.sluice.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"runs", "stage", "validation", "intake", "scheduler"})
  void shouldKnowEveryService(String word) {
    assertThat(ServiceProgram.named(word)).isPresent();
    assertThat(ServiceProgram.names()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Runs", "stages", "all"})
  void shouldKnowNoOther(String word) {
    assertThat(ServiceProgram.named(word)).isEmpty();
  }

  @Test
  void shouldRefuseWithTheNamesThereAre() throws Exception {
    // given
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run");

    // when
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said)
        .isEqualToIgnoringNewLines(
            "There is no service \"run\". Name one of: runs, stage, validation, intake,"
                + " scheduler.");
  }
}
