package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.cli.view.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What other programs rely on: what is printed where, and the exit status. */
@Tag("embedded") // the command starts its own broker
@Timeout(60)
class RunCommandIT {

  private static final Path HELLO =
      Path.of("../../flow-definitions/hello").toAbsolutePath().normalize();

  @TempDir static Path home;
  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Path flow;
  private Path out;

  @BeforeEach
  void copyHello() throws IOException {
    flow = folder.resolve("hello");
    out = folder.resolve("out");
    for (String file :
        List.of("flow.yaml", "sql/order_lines.sql", "sql/day.sql", "sample/orders.csv")) {
      Path copy = flow.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(HELLO.resolve(file), copy);
    }
  }

  @Test
  void shouldPrintOneObjectAndBringTheFiles() throws IOException {
    int status = run("--json");

    assertThat(status).as(said.toString(UTF_8)).isZero();
    assertThat(keys())
        .containsEntry(
            "",
            List.of(
                "run",
                "flow",
                "revision",
                "slice",
                "period",
                "version",
                "status",
                "stages",
                "figures",
                "checks",
                "published"))
        .containsEntry("stages", List.of("stage", "status", "rows", "millis", "reused"))
        .containsEntry("figures", List.of("name", "value", "unit"))
        .containsEntry(
            "checks", List.of("check", "on", "status", "severity", "expected", "observed"))
        .containsEntry("published", List.of("name", "path", "sha256", "rows"));
    assertThat(printed.toString(UTF_8)).contains("\"status\":\"published\"");
    assertThat(said.toString(UTF_8)).contains("order_lines");
    assertThat(outFiles()).containsExactly("takings.csv");
  }

  @Test
  void shouldEndWithThreeAndBringNothingWhenRejected() throws IOException {
    // given
    Files.writeString(
        flow.resolve("sample/orders.csv"),
        "order_id,product,quantity,price\n1,Bun,1,1\n1,Bun,1,1\n");

    // when
    int status = run("--json");

    // then
    assertThat(status).as(said.toString(UTF_8)).isEqualTo(3);
    assertThat(keys().get("")).endsWith("published", "error");
    assertThat(printed.toString(UTF_8))
        .contains("\"status\":\"rejected\"", "Rejected by order_counted_once");
    assertThat(outFiles()).isEmpty();
  }

  @Test
  void shouldEndWithFourAndBringNothingWhenFailed() throws IOException {
    // given
    Files.writeString(
        flow.resolve("sql/day.sql"), "SELECT CAST(product AS INTEGER) AS takings FROM order_lines");

    // when
    int status = run("--json");

    // then
    assertThat(status).as(said.toString(UTF_8)).isEqualTo(4);
    assertThat(keys().get("")).endsWith("published", "error");
    assertThat(printed.toString(UTF_8)).contains("\"status\":\"failed\"", "day", "baguette");
    assertThat(outFiles()).isEmpty();
  }

  @Test
  void shouldEndWithTwoAndPrintNothingWhenFlowIsInvalid() throws IOException {
    // given
    Files.writeString(flow.resolve("sql/day.sql"), "SELEC 1");

    // when
    int status = run("--json");

    // then
    assertThat(status).isEqualTo(2);
    assertThat(printed.size()).isZero();
    assertThat(said.toString(UTF_8)).contains("sql/day.sql:1:1");
    assertThat(outFiles()).isEmpty();
  }

  private int run(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("run", flow.toString(), "--out", out.toString()));
    arguments.addAll(List.of(options));
    return new CommandLineTool(
            InFolder::new,
            new PrintStream(printed, true, UTF_8),
            new PrintStream(said, true, UTF_8),
            Terminal.of(Map.of()))
        .run(arguments.toArray(String[]::new));
  }

  private List<String> outFiles() throws IOException {
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** The keys of the one object that was printed, by the array that they are in. */
  private Map<String, List<String>> keys() throws IOException {
    Map<String, List<String>> keys = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(printed.toByteArray())) {
      String array = "";
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        switch (token) {
          case START_ARRAY -> array = json.currentName();
          case END_ARRAY -> array = "";
          case FIELD_NAME -> note(keys, array, json.currentName());
          default -> {}
        }
      }
    }
    assertThat(printed.toString(UTF_8)).hasLineCount(1);
    return keys;
  }

  private static void note(Map<String, List<String>> keys, String array, String key) {
    List<String> known = keys.computeIfAbsent(array, _ -> new ArrayList<>());
    if (!known.contains(key)) {
      known.add(key);
    }
  }

  /** Real services over one folder, started anew by each command. */
  private static final class InFolder implements InstallationOnly {

    @Override
    public Installation installation(Target target) {
      return new LocalInstallation(new Home(home), "test", () -> {});
    }
  }
}
