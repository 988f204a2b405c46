package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.client.BackfillClient;
import io.sluice.cli.client.BackfillPreview;
import io.sluice.cli.client.FollowedBackfill;
import io.sluice.cli.client.FollowedRun;
import io.sluice.cli.client.PreparedFlow;
import io.sluice.engine.backfill.BackfillOrder;
import io.sluice.engine.backfill.BackfillOrder.Order;
import io.sluice.engine.backfill.BackfillOrder.Reprocess;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.run.Evidence;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunResult.CheckOutcome;
import io.sluice.engine.run.RunResult.FigureValue;
import io.sluice.engine.run.RunResult.Status;
import io.sluice.engine.run.RunState;
import io.sluice.standalone.Standalone;
import io.sluice.testkit.kafka.KafkaUnderTest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The real months, by one backfill. Their provider gives the counts and sums. */
class TaxiBackfillIT {

  private static final Instant NOW = Instant.now();
  private static final List<String> MONTHS = List.of("2020-04", "2020-05", "2020-06");

  @TempDir Path home;

  @Test
  @EnabledIfEnvironmentVariable(named = "SLUICE_REAL_DATA", matches = ".+")
  void shouldFindKnownFiguresAndWorkNothingTwice() throws Exception {
    // given files that arrived and started nothing
    Path folder =
        FlowCopy.of("taxi", home.resolve("taxi"))
            .edit("flow.yaml", text -> text.replace("triggers:\n  - arrivals: all\n", ""))
            .folder();
    PreparedFlow flow = PreparedFlow.of(folder);
    Set<String> pools = flow.pools();
    try (Standalone sluice =
        Standalone.over(KafkaUnderTest::start, home.resolve(".sluice"), pools, "test")) {
      arrive(sluice, flow);
      BackfillClient client = new BackfillClient(sluice.kafka(), sluice.storage());

      // when
      FollowedBackfill first = run(client, flow, Reprocess.MISSING);
      FollowedBackfill second = run(client, flow, Reprocess.ALL);

      // then
      assertThat(first.summary().ends()).isEqualTo(Map.of(Outcome.PUBLISHED, 3));
      assertFigures(first.runs().get(0), 35_612, "701002.26");
      assertFigures(first.runs().get(1), 57_360, "1225120.75");
      assertFigures(first.runs().get(2), 63_109, "1450795.86");
      assertThat(verdict(first.runs().get(1), "total_drift")).isEqualTo(Status.FAILED);
      assertThat(verdict(first.runs().get(2), "total_drift")).isEqualTo(Status.PASSED);
      assertThat(second.summary().ends()).isEqualTo(Map.of(Outcome.UNCHANGED, 3));
      assertThat(second.runs()).allMatch(run -> run.worked() == 0);
    }
  }

  private void arrive(Standalone sluice, PreparedFlow flow) throws Exception {
    flow.publish(sluice.kafka(), NOW);
    Path data = Path.of(System.getenv("SLUICE_REAL_DATA"), "taxi").toAbsolutePath();
    Path folder = Files.createDirectories(home.resolve("delivered"));
    Deliveries deliveries = new Deliveries(sluice.kafka(), sluice.workbench().store(), folder);
    for (String month : MONTHS) {
      Path file = data.resolve("green_tripdata_%s.csv.gz".formatted(month));
      deliveries.tell(flow.flow(), month, 1, file, NOW.minusSeconds(60));
    }
  }

  /** One month at a time: the drift of each is held against the month before. */
  private static FollowedBackfill run(
      BackfillClient client, PreparedFlow flow, Reprocess reprocess) {
    BackfillOrder order =
        new BackfillOrder(
            Period.parse(Every.MONTH, MONTHS.getFirst()),
            Period.parse(Every.MONTH, MONTHS.getLast()),
            Map.of(),
            new BackfillOrder.Revision.Current(),
            NOW,
            reprocess,
            Order.OLDEST);
    BackfillPreview preview = client.plan(flow, order, NOW);
    return client.run(preview, 1, NOW, _ -> {}, _ -> {});
  }

  private static void assertFigures(FollowedRun run, long rows, String total) {
    RunState state = run.state().orElseThrow();
    Map<String, BigDecimal> figures =
        Evidence.figures(state).stream()
            .collect(Collectors.toMap(FigureValue::name, FigureValue::value));
    assertThat(figures.get("rows")).isEqualByComparingTo(BigDecimal.valueOf(rows));
    assertThat(figures.get("total_amount")).isEqualByComparingTo(total);
    assertThat(verdict(run, "references")).isEqualTo(Status.PASSED);
  }

  private static Status verdict(FollowedRun run, String check) {
    return Evidence.checks(run.state().orElseThrow()).stream()
        .filter(outcome -> outcome.check().equals(check))
        .map(CheckOutcome::status)
        .findFirst()
        .orElseThrow();
  }
}
