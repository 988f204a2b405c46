package io.sluice.cli.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void shouldTellEachChangeOnceWithoutTerminal() {
    // given
    RunProgress progress = progress(Map.of());

    // when
    progress.accept(Runs.published());
    progress.accept(Runs.published());

    // then
    assertThat(bytes.toString(UTF_8))
        .isEqualTo("erp  completed (reused)  825 rows  34 ms\nsales  completed  714 rows  2.3 s\n");
  }

  @Test
  void shouldRedrawTheTableOnTerminal() {
    // given
    RunProgress progress = progress(Map.of("SLUICE_TTY", "1", "NO_COLOR", "1"));

    // when
    progress.accept(Runs.failed());
    progress.accept(Runs.running());

    // then
    assertThat(bytes.toString(UTF_8)).contains("\u001b[2A\r  erp").doesNotContain("\u001b[32m");
  }

  private RunProgress progress(Map<String, String> environment) {
    return new RunProgress(new PrintStream(bytes, true, UTF_8), Terminal.of(environment));
  }
}
