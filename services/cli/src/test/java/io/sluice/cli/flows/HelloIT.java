package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import io.sluice.cli.RunOrder;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The smallest flow, as a newcomer plays with it. */
@Timeout(60)
class HelloIT {

  @TempDir static Path home;
  private static RunningSluice sluice;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    sluice = RunningSluice.start(home);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @Test
  void shouldRefuseRepeatedLineAndPublishOnceItIsMended() throws IOException {
    // given
    FlowCopy flow = FlowCopy.of("hello", folder.resolve("flow"));
    RunOrder order = RunningSluice.order(flow.folder());
    RunView first = sluice.run(order);
    List<Path> released = sluice.publishedFiles();

    // when
    flow.edit("sample/orders.csv", lines -> lines + "12,Croissant,2,1.35\n");
    RunView repeated = sluice.run(order);
    List<Path> afterwards = sluice.publishedFiles();
    flow.edit("sample/orders.csv", lines -> lines.replaceFirst("12,Croissant,2,1.35\n$", ""));
    RunView mended = sluice.run(order);

    // then
    assertThat(first.status()).as(Seen.words(first)).isEqualTo(Status.PUBLISHED);
    assertThat(repeated.status()).isEqualTo(Status.REJECTED);
    assertThat(Seen.words(repeated))
        .startsWith("Rejected by order_counted_once")
        .contains("order_id", "12", "the last good report is version " + version(first));
    assertThat(afterwards).isEqualTo(released);
    assertThat(mended.status()).isEqualTo(Status.PUBLISHED);
    assertThat(mended.unchanged()).isTrue();
  }

  private static int version(RunView view) {
    return view.version().orElseThrow();
  }

  @Test
  void shouldPublishNextVersionWhenDataChanged() throws IOException {
    // given
    FlowCopy flow = FlowCopy.of("hello", folder.resolve("flow"));
    RunView first = sluice.run(RunningSluice.order(flow.folder()));

    // when
    flow.edit("sample/orders.csv", lines -> lines + "13,Brioche,1,3.90\n");
    RunView second = sluice.run(RunningSluice.order(flow.folder()));

    // then
    assertThat(second.status()).as(Seen.words(second)).isEqualTo(Status.PUBLISHED);
    assertThat(version(second)).isEqualTo(version(first) + 1);
    assertThat(Seen.figures(second).get("orders")).isEqualByComparingTo("13");
  }

  @Test
  void shouldRejectMissingInputByItsContract() throws IOException {
    // given
    RunOrder order =
        new RunOrder(
            RunningSluice.FLOWS.resolve("hello"), Optional.of(folder), Optional.empty(), Map.of());

    // when
    RunView run = sluice.run(order);

    // then
    assertThat(run.status()).isEqualTo(Status.REJECTED);
    assertThat(Seen.failedChecks(run)).containsExactly("orders.contract");
    assertThat(Seen.words(run)).contains("orders*.csv");
  }

  @Test
  void shouldRefuseInvalidFlowWithItsPlace() throws IOException {
    // given
    FlowCopy flow =
        FlowCopy.of("hello", folder.resolve("hello"))
            .edit("flow.yaml", text -> text.replace("needs: [order_lines]", "needs: [order_line]"));

    // when, then
    assertThatThrownBy(() -> sluice.run(RunningSluice.order(flow.folder())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("hello/flow.yaml:11:")
        .hasMessageMatching("(?s).*flow\\.yaml:\\d+:\\d+.*")
        .hasMessageContaining("order_lines");
  }

  @Test
  void shouldRefuseParameterOutOfBounds() {
    // given
    RunOrder order =
        new RunOrder(
            RunningSluice.FLOWS.resolve("bottleneck"),
            Optional.empty(),
            Optional.empty(),
            Map.of("premium_z", "-1"));

    // when, then
    assertThatThrownBy(() -> sluice.run(order))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("premium_z");
  }
}
