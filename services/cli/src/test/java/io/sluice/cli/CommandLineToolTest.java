package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.cli.view.RunView;
import io.sluice.cli.view.Runs;
import io.sluice.cli.view.Terminal;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StoreLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineToolTest {

  @TempDir Path flow;
  @TempDir Path out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void declareFlow() throws IOException {
    Files.writeString(flow.resolve("flow.yaml"), "format: 1\n");
  }

  @Test
  void shouldPrintOneJsonObjectOnStdoutAndTalkOnStderr() {
    int status = run(Runs.unchanged(), "run", flow.toString(), "--json", "--out", out.toString());

    assertThat(status).isZero();
    assertThat(printed.toString(UTF_8)).startsWith("{\"run\":").endsWith("}\n").hasLineCount(1);
    assertThat(said.toString(UTF_8)).contains("sales  completed");
  }

  @Test
  void shouldEndWithThreeWhenRejected() {
    assertThat(run(Runs.rejected(), "run", flow.toString(), "--out", out.toString())).isEqualTo(3);
    assertThat(printed.toString(UTF_8)).startsWith("Rejected by ca_reconciles");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void shouldEndWithFourWhenFailed() {
    assertThat(run(Runs.failed(), "run", flow.toString(), "--out", out.toString())).isEqualTo(4);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void shouldSuggestCommand() {
    assertThat(run(Runs.failed(), "rnu")).isEqualTo(2);
    assertThat(said.toString(UTF_8)).contains("no command \"rnu\". Did you mean \"run\"?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run ", "backfill ", "doctor ", "schedule ", "schedule next "})
  void shouldPrintTheVersionWithEveryCommand(String command) {
    assertThat(run(Runs.failed(), (command + "--version").split(" "))).isZero();
    assertThat(printed.toString(UTF_8)).startsWith("sluice ").hasLineCount(1);
  }

  @Test
  void shouldSuggestOption() {
    assertThat(run(Runs.failed(), "run", "--perod", "2026-10", "x")).isEqualTo(2);
    assertThat(said.toString(UTF_8)).contains("Did you mean");
  }

  @Test
  void shouldAskForWholeAddressOfInstallation() {
    assertThat(run(Runs.failed(), "run", flow.toString(), "--bootstrap", "h:9092")).isEqualTo(2);
    assertThat(said.toString(UTF_8)).contains("--registry");
  }

  @Test
  void shouldSuggestFlow() throws IOException {
    // given
    Path definitions = Files.createDirectories(flow.resolve("flow-definitions/bottleneck"));
    Files.writeString(definitions.resolve("flow.yaml"), "format: 1\n");
    FlowPlaces places = new FlowPlaces(List.of(flow), flow);

    // when
    Throwable refusal = catchThrowable(() -> places.find("botleneck"));

    // then
    assertThat(refusal).hasMessage("There is no flow \"botleneck\". Did you mean \"bottleneck\"?");
  }

  @Test
  void shouldRefuseUnknownInputFolder() {
    assertThat(run(Runs.failed(), "run", flow.toString(), "--input", "no-such-folder"))
        .isEqualTo(2);
  }

  private int run(RunView end, String... arguments) {
    return new CommandLineTool(
            () -> new Fake(end),
            new PrintStream(printed, true, UTF_8),
            new PrintStream(said, true, UTF_8),
            Terminal.of(Map.of()))
        .run(arguments);
  }

  /** Runs that end as they were told to. */
  private record Fake(RunView end) implements InstallationOnly, Installation {

    @Override
    public Installation installation(Target target) {
      return this;
    }

    @Override
    public RunView run(RunOrder order, Consumer<RunView> progress) {
      progress.accept(end);
      return end;
    }

    @Override
    public KafkaConnection kafka() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Storage storage() {
      return new FolderStorage(new StoreLayout(Path.of("store")));
    }

    @Override
    public Path scratch() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
