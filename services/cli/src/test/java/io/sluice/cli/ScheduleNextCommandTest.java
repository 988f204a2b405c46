package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleNextCommandTest {

  private static final Path FLOW = Documents.ROOT.resolve("flow-definitions/bottleneck");

  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void shouldShowWhatDocumentationShows() {
    // given
    List<String> blocks = Documents.blocks(Documents.ROOT.resolve("services/docs/schedules.md"));
    String command = "./sluice schedule next bottleneck --between 2026-01-01..2026-04-30\n";

    // when
    int status = run("schedule", "next", FLOW.toString(), "--between", "2026-01-01..2026-04-30");

    // then
    assertThat(status).as(said.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8)).isEqualTo(blocks.get(blocks.indexOf(command) + 1));
  }

  @Test
  void shouldShowWhenTicksWithJitterAreTold() throws IOException {
    // given
    copyWith("cron: \"*/15 * * * *\", jitter: 5m");

    // when
    int status =
        run(
            "schedule",
            "next",
            folder.toString(),
            "--between",
            "2026-03-29T01:30..2026-03-29T03:15",
            "--json");

    // then
    assertThat(status).as(said.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8))
        .hasLineCount(3)
        .contains("\"local\":\"2026-03-29 03:00 +02:00\"")
        .contains("\"told\":\"2026-03-29T01:00:");
  }

  @Test
  void shouldTellWhatIsSwitchedOff() throws IOException {
    // given
    copyWith("cron: \"0 9 15 * *\", enabled: false");

    // when
    int status = run("schedule", "next", folder.toString());

    // then
    assertThat(status).isZero();
    assertThat(printed.toString(UTF_8)).isEmpty();
    assertThat(said.toString(UTF_8))
        .contains("No schedule plans anything then.", "Switched off: bottleneck/monthly.");
  }

  @Test
  void shouldRefuseWhatIsNoInterval() {
    assertThat(run("schedule", "next", FLOW.toString(), "--between", "2026-01-01")).isEqualTo(2);
    assertThat(said.toString(UTF_8)).contains("--between: expected two days");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-05-01..2026-01-01",
        "2026-03-29T04:00..2026-03-29T04:00",
        "2026-03-29T01:00:00Z..2026-03-28T12:00:00Z",
        "2026-05-01T00:00:00Z..2026-01-01"
      })
  void shouldRefuseIntervalThatEndsBeforeItBegins(String between) {
    assertThat(run("schedule", "next", FLOW.toString(), "--between", between)).isEqualTo(2);
    assertThat(said.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "--between: %s.".formatted(between.replace("..", " is not before ")));
  }

  @Test
  void shouldTakeOneDay() {
    assertThat(run("schedule", "next", FLOW.toString(), "--between", "2026-01-15..2026-01-15"))
        .isZero();
    assertThat(printed.toString(UTF_8)).contains("2026-01-15");
  }

  private void copyWith(String schedule) throws IOException {
    try (Stream<Path> files = Files.walk(FLOW)) {
      for (Path file : files.sorted().toList()) {
        Path copy = folder.resolve(FLOW.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path yaml = folder.resolve("flow.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replaceFirst("cron: \"[^\"]*\", catchup: last", schedule));
  }

  private int run(String... arguments) {
    return new CommandLineTool(
            () -> {
              throw new UnsupportedOperationException();
            },
            new PrintStream(printed, true, UTF_8),
            new PrintStream(said, true, UTF_8),
            Terminal.of(Map.of()))
        .run(arguments);
  }
}
