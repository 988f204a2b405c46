package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.RunOrder;
import io.sluice.cli.client.ReplayClient;
import io.sluice.cli.client.ReplayOrder;
import io.sluice.cli.client.ReplayOrder.Place;
import io.sluice.cli.client.ReplayedRun;
import io.sluice.cli.view.RunView;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was once run is run again, beside what was published. */
class ReplayIT {

  @TempDir Path home;

  @Test
  void shouldRepeatRunsInTheShadowAndPublishOnlyWhenAsked() throws Exception {
    Path folder = TradesFlow.write(home.resolve("flow-definitions"));
    try (RunningSluice sluice = RunningSluice.start(home.resolve(".sluice"))) {
      // given two months, published
      RunView january = sluice.run(order(folder, "2024-01", TradesFlow.csv(1, 2)));
      RunView february = sluice.run(order(folder, "2024-02", TradesFlow.csv(3, 4)));
      List<Path> published = sluice.publishedFiles();
      ReplayClient client = new ReplayClient(sluice.kafka());

      // when they are repeated as they were
      List<RunState> runs = client.runs(replay(true, false));
      List<ReplayedRun> same = repeat(client, replay(true, false), runs);

      // then nothing differs and nothing is published
      assertThat(runs.stream().map(run -> run.run().run()))
          .containsExactly(january.run(), february.run());
      assertThat(same).allMatch(run -> run.differences().isEmpty());
      assertThat(outcomes(same)).containsExactly(Outcome.REPLAYED, Outcome.REPLAYED);
      assertThat(sluice.publishedFiles()).isEqualTo(published);
      assertThat(same)
          .allMatch(
              run ->
                  Files.exists(
                      sluice
                          .layout()
                          .shadow(run.replay().request().run().run())
                          .resolve("trades")
                          .resolve(run.original().started().subject().period())
                          .resolve("v1/total.csv")));

      // and with today's SQL they differ, are seen to, and still publish nothing
      change(folder);
      RunView march = sluice.run(order(folder, "2024-03", TradesFlow.csv(5)));
      runs = client.runs(replay(false, false)).subList(0, 2);
      List<ReplayedRun> other = repeat(client, replay(false, false), runs);
      assertThat(other).allMatch(run -> run.differences().equals(new TreeSet<>(List.of("total"))));
      assertThat(march.version()).hasValue(1);

      // and published they take the place of what was there, once
      List<ReplayedRun> superseding = repeat(client, replay(false, true), runs);
      assertThat(outcomes(superseding)).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);
      assertThat(superseding).allMatch(run -> run.replay().end().orElseThrow().version() == 2);
      assertThat(client.runs(replay(true, false))).hasSize(3);
    }
  }

  private RunOrder order(Path flow, String period, String csv) throws Exception {
    Path input = Files.createDirectories(home.resolve("in").resolve(period));
    Files.writeString(input.resolve("trades-%s.csv".formatted(period)), csv);
    return new RunOrder(flow, Optional.of(input), Optional.of(period), Map.of());
  }

  private static void change(Path folder) throws Exception {
    Path yaml = folder.resolve("flow.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("sum(amount)", "2 * sum(amount)"));
  }

  private static ReplayOrder replay(boolean original, boolean publish) {
    return new ReplayOrder(
        new Place.Offset(0),
        new Place.Time(Instant.now().plusSeconds(60)),
        Optional.of(TradesFlow.NAME),
        original,
        publish);
  }

  private static List<ReplayedRun> repeat(
      ReplayClient client, ReplayOrder order, List<RunState> runs) {
    return client.replay(order, runs, Instant.now(), _ -> {});
  }

  private static List<Outcome> outcomes(List<ReplayedRun> runs) {
    return runs.stream().map(run -> run.replay().end().orElseThrow().outcome()).toList();
  }
}
