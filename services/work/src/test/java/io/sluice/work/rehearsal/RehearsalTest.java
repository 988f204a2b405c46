package io.sluice.work.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEnd.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RehearsalTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ENDLESS =
      "SELECT sum(i * i % 7) AS total FROM range(1000000000000) t(i)";

  @TempDir Path temp;

  @Test
  void shouldRunSampleToItsDelivery() throws IOException, SQLException {
    // given
    Path flow = flow("orders", "SELECT count(*) AS n FROM orders");

    // when
    try (FlowRehearsal rehearsal =
        FlowRehearsal.open(scratch(), new Turn(), InstantSource.system())) {

      // then
      assertThat(rehearsal.play(flow)).map(RunEnd::outcome).contains(Outcome.PUBLISHED);
    }
  }

  @Test
  void shouldLeaveNothingBehind() throws IOException, InterruptedException {
    // given
    Path flow = flow("orders", "SELECT count(*) AS n FROM orders");
    Map<String, String> before = files(temp.resolve("flows"));

    // when
    try (Rehearsal rehearsal = start(flow)) {
      assertThat(rehearsal.await(LIMIT)).isTrue();
    }

    // then
    assertThat(files(scratch())).isEmpty();
    assertThat(files(temp.resolve("flows"))).isEqualTo(before);
  }

  @Test
  void shouldGetOverBrokenFlows() throws IOException, InterruptedException {
    // given
    Path refused = flow("refused", "SELECT * FROM nobody");
    Path failing = flow("failing", "SELECT error('no') AS n FROM orders");
    Path missing = temp.resolve("flows/missing");
    Path sound = flow("sound", "SELECT count(*) AS n FROM orders");

    // when
    try (Rehearsal rehearsal = start(refused, failing, missing, sound)) {

      // then
      assertThat(rehearsal.await(LIMIT)).isTrue();
    }
    assertThat(files(scratch())).isEmpty();
  }

  @Test
  void shouldStopInTheMiddleOfAStage() throws IOException {
    // given
    Path flow = flow("endless", ENDLESS);
    Files.createDirectories(scratch());
    Rehearsal rehearsal = start(flow);
    while (!isUnderWay("total")) {
      Thread.onSpinWait();
    }

    // when
    rehearsal.close();

    // then
    assertThat(files(scratch())).isEmpty();
  }

  @Test
  void shouldTakeNoStepOnceItGaveWay() throws IOException, SQLException {
    // given
    Turn turn = new Turn();
    Path flow = flow("endless", ENDLESS);

    // when
    turn.end();

    // then
    try (FlowRehearsal rehearsal = FlowRehearsal.open(scratch(), turn, InstantSource.system())) {
      assertThat(rehearsal.play(flow)).isEmpty();
    }
  }

  private Rehearsal start(Path... flows) {
    return Rehearsal.start(scratch(), List.of(flows), 1, InstantSource.system());
  }

  private boolean isUnderWay(String stage) throws IOException {
    try (Stream<Path> all = Files.walk(scratch())) {
      return all.anyMatch(path -> path.endsWith(stage));
    } catch (UncheckedIOException e) {
      // a file went while it was looked at
      return false;
    }
  }

  private Path scratch() {
    return temp.resolve("scratch");
  }

  private Path flow(String name, String sql) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("flows").resolve(name));
    Files.createDirectories(folder.resolve("sample"));
    Files.writeString(folder.resolve("sample/orders.csv"), "id\n1\n2\n");
    Files.writeString(folder.resolve("total.sql"), sql);
    Files.writeString(
        folder.resolve("flow.yaml"),
        """
        format: 1
        flow: %s
        sample: { dir: sample }
        inputs: { orders: { files: "orders*.csv", columns: { id: integer } } }
        stages: { total: { needs: [orders], sql: total.sql } }
        figures: { orders: { rows: orders } }
        checks: [{ name: once, on: orders, unique: [id] }]
        publish: { list: { csv: total } }
        """
            .formatted(name));
    return folder;
  }

  /** Text by path. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
