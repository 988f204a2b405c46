package io.sluice.standalone.inbox;

import static io.sluice.standalone.inbox.WatchedInbox.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.FileArrived;
import io.sluice.schemas.InputFile;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.RunCompleted;
import io.sluice.schemas.RunStarted;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a file in the inbox to a result. */
@Timeout(300)
class InboxIT {

  private static final List<String> INPUTS = List.of("a", "b", "c");

  @TempDir static Path home;
  private static WatchedInbox inbox;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    inbox = new WatchedInbox(home);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    inbox.close();
  }

  private static List<RunStarted> runs(String flow) {
    return inbox.told(RunStarted.class).stream()
        .filter(run -> run.getRun().getFlow().equals(flow))
        .toList();
  }

  private static List<RunCompleted> ends(String flow) {
    return inbox.told(RunCompleted.class).stream()
        .filter(run -> run.getRun().getFlow().equals(flow))
        .toList();
  }

  private static List<ResultPublished> results(String flow) {
    return inbox.told(ResultPublished.class).stream()
        .filter(result -> result.getRun().getFlow().equals(flow))
        .toList();
  }

  private static List<FileArrived> arrivals(String flow) {
    return inbox.told(FileArrived.class).stream()
        .filter(arrived -> arrived.getFlow().equals(flow))
        .toList();
  }

  @Test
  void shouldPublishCorrectionAsNextVersion() throws Exception {
    // given
    inbox.publish(
        "corrected",
        """
        period: { every: month, of: same }
        inputs: { orders: { files: "orders*.csv", columns: { id: bigint } } }
        triggers: [{ arrivals: { inputs: [orders], quiet: 500ms } }]
        publish: { list: { csv: orders } }
        """);
    inbox.rename("corrected/2026-10/orders.csv", "id\n1\n");
    eventually(() -> results("corrected").size() == 1);

    // when
    inbox.rename("corrected/2026-10/orders.csv", "id\n1\n2\n");
    eventually(() -> arrivals("corrected").size() == 2);
    inbox.rename("corrected/2026-10/orders.csv", "id\n1\n2\n3\n");
    eventually(() -> results("corrected").size() == 2);

    // then
    ResultPublished second = results("corrected").getLast();
    assertThat(second.getVersion()).isEqualTo(2);
    assertThat(second.getSupersedes()).isEqualTo(1);
    assertThat(second.getInputs().get("orders").getFiles())
        .extracting(InputFile::getSha256)
        .containsExactly(arrivals("corrected").getLast().getFile().getSha256());
    assertThat(runs("corrected")).hasSize(2);
  }

  @Test
  void shouldStartOneRunInWhateverOrderInputsArrive() throws Exception {
    // given
    inbox.publish(
        "three",
        """
        period: { every: month, of: same }
        inputs:
          a: { files: "a_{period}.csv", columns: { id: bigint } }
          b: { files: "b_{period}.csv", columns: { id: bigint } }
          c: { files: "c_{period}.csv", columns: { id: bigint } }
        triggers: [{ arrivals: all }]
        publish: { list: { csv: a } }
        """);
    List<List<String>> orders = orders();

    // when
    for (int month = 1; month <= orders.size(); month++) {
      for (String input : orders.get(month - 1)) {
        int before = arrivals("three").size();
        inbox.rename("three/%s_2026-%02d.csv".formatted(input, month), "id\n1\n");
        eventually(() -> arrivals("three").size() > before);
      }
    }
    eventually(() -> ends("three").size() == orders.size());

    // then
    assertThat(runs("three"))
        .hasSize(orders.size())
        .extracting(run -> run.getSubject().getPeriod().getText())
        .doesNotHaveDuplicates();
  }

  private static List<List<String>> orders() {
    return INPUTS.stream()
        .flatMap(
            first ->
                INPUTS.stream()
                    .filter(second -> !second.equals(first))
                    .map(second -> order(first, second)))
        .toList();
  }

  private static List<String> order(String first, String second) {
    return Stream.concat(
            Stream.of(first, second),
            INPUTS.stream().filter(input -> !input.equals(first) && !input.equals(second)))
        .toList();
  }

  @Test
  void shouldAccountForEachFileOfABurst() throws Exception {
    // given
    int files = 1_000;
    inbox.publish(
        "burst",
        """
        period: { every: hour, of: same }
        max_active: 1
        inputs: { orders: { files: "orders_{period}.csv", columns: { id: bigint } } }
        triggers: [{ arrivals: all }]
        """);

    // when
    for (int i = 0; i < files; i++) {
      inbox.rename(
          "burst/orders_2026-%02d-%02dT%02d.csv".formatted(1 + i / 600, 1 + i / 24 % 25, i % 24),
          "id\n1\n");
    }
    eventually(() -> ends("burst").size() == files);

    // then
    assertThat(arrivals("burst")).hasSize(files);
    assertThat(runs("burst"))
        .hasSize(files)
        .extracting(run -> run.getSubject().getPeriod().getText())
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldStartFlowByResultOfAnother() throws Exception {
    // given
    inbox.publish(
        "upstream",
        """
        period: { every: day, of: same, timezone: Europe/Paris }
        inputs: { orders: { files: "orders_{period}.csv", columns: { id: bigint } } }
        triggers: [{ arrivals: all }]
        publish: { list: { csv: orders }, other: { csv: orders } }
        """);
    inbox.publish(
        "downstream",
        """
        period: { every: month, of: previous, timezone: Europe/Paris }
        inputs: { list: { files: "list.csv", columns: { id: bigint } } }
        triggers: [{ result: { flow: upstream, publication: list } }]
        publish: { copy: { csv: list } }
        """);

    // when
    inbox.rename("upstream/orders_2026-10-05.csv", "id\n7\n");
    eventually(() -> results("downstream").size() == 1);

    // then
    FileArrived arrived = arrivals("downstream").getFirst();
    assertThat(arrived.getSource()).isEqualTo("result of upstream");
    assertThat(arrived.getInput()).isEqualTo("list");
    assertThat(results("downstream").getFirst().getSubject().getPeriod().getText())
        .isEqualTo("2026-10");
    assertThat(runs("downstream")).hasSize(1);
  }
}
