package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.RunOrder;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run works again what a change can have touched, and nothing else. */
@Timeout(60)
class RepeatIT {

  private static final Set<String> EXPORTS =
      Set.of(
          "publish.rapport_ca",
          "publish.vins_premium",
          "publish.vins_ordinaires",
          "publish.rapport",
          "publish.bottleneck");

  @TempDir static Path home;
  private static RunningSluice sluice;

  @BeforeAll
  static void publishSample() throws InterruptedException {
    sluice = RunningSluice.start(home);
    RunView first = sluice.run(RunningSluice.order("bottleneck"));
    assertThat(first.status()).as(Seen.words(first)).isEqualTo(Status.PUBLISHED);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @Test
  void shouldEndUnchangedWhenNothingChanged() throws IOException {
    // given
    RunView last = sluice.run(RunningSluice.order("bottleneck"));
    List<Path> before = sluice.publishedFiles();

    // when
    RunView again = sluice.run(RunningSluice.order("bottleneck"));

    // then
    assertThat(again.status()).isEqualTo(Status.PUBLISHED);
    assertThat(again.unchanged()).isTrue();
    assertThat(again.version()).isEqualTo(last.version());
    assertThat(Seen.worked(again)).isEmpty();
    assertThat(sluice.publishedFiles()).isEqualTo(before);
  }

  @Test
  void shouldWorkAgainWhatParameterTouches() {
    // given
    sluice.run(september(Map.of()));

    // when
    RunView run = sluice.run(september(Map.of("premium_z", "2.5")));

    // then
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    assertThat(Seen.worked(run))
        .containsExactlyInAnyOrderElementsOf(
            with(EXPORTS, "price_scores", "premium", "ordinaires", "segments", "segment_totals"));
  }

  /** A month that nobody counted by hand: no references hold it. */
  private static RunOrder september(Map<String, String> parameters) {
    Path flow = RunningSluice.FLOWS.resolve("bottleneck");
    return new RunOrder(
        flow, Optional.of(flow.resolve("sample")), Optional.of("2026-09"), parameters);
  }

  @Test
  void shouldWorkAgainWhatChangedSqlTouches(@TempDir Path folder) throws IOException {
    // given
    FlowCopy flow =
        FlowCopy.of("bottleneck", folder.resolve("flow"))
            .edit("sql/ca_par_produit.sql", sql -> sql.replace("ca DESC", "ca DESC, sku"));

    // when
    RunView run = sluice.run(RunningSluice.order(flow.folder()));

    // then
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    assertThat(Seen.worked(run))
        .containsExactlyInAnyOrder(
            "ca_par_produit",
            "ca_total",
            "publish.rapport_ca",
            "publish.rapport",
            "publish.bottleneck");
  }

  @Test
  void shouldWorkAgainWhatChangedInputTouches(@TempDir Path folder) throws IOException {
    // given
    FlowCopy flow =
        FlowCopy.of("bottleneck", folder.resolve("flow"))
            .edit("references/2026-10.yaml", text -> text.replace("erp_prices", "# erp_prices"))
            .workbook("liaison.xlsx", List::reversed)
            .workbook("liaison.xlsx", RepeatIT::headerFirst);

    // when
    RunView run = sluice.run(RunningSluice.order(flow.folder()));

    // then
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    assertThat(Seen.worked(run))
        .contains("liaison", "liaison_clean", "sales", "ca_total", "premium")
        .doesNotContain("erp", "web", "erp_clean", "erp_prices", "web_filtered", "web_clean");
    assertThat(Seen.figures(run).get("ca_total")).isEqualByComparingTo(new BigDecimal("70568.60"));
  }

  private static List<List<Object>> headerFirst(List<List<Object>> rows) {
    List<List<Object>> turned = new ArrayList<>(rows);
    turned.addFirst(turned.removeLast());
    return turned;
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
