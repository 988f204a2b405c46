package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Refusal;
import io.sluice.cli.RunOrder;
import io.sluice.cli.client.CancelClient;
import io.sluice.cli.client.CancelClient.Stopped;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broker and services stop in the middle of a run and come back. */
@Timeout(90)
class RestartIT {

  /** Some seconds of work with one result. */
  private static final String SLOW =
      """
      SELECT
        count(*) AS orders,
        CAST(sum(quantity) AS BIGINT) AS items,
        CAST(sum(amount) AS DECIMAL(12, 2)) AS takings
      FROM order_lines
      WHERE (SELECT sum((a.range * b.range) %% 7) FROM range(%d) AS a, range(20000) AS b) > 0
      """;

  @TempDir Path home;
  @TempDir Path folder;

  @Test
  void shouldEndRunWellAfterRestart() throws Exception {
    // given
    RunOrder order = slowHello("one", 40_000);
    CompletableFuture<String> working = new CompletableFuture<>();
    RunningSluice first = RunningSluice.start(home);
    Thread asking = Thread.ofPlatform().start(() -> follow(first, order, working));
    String run = working.get(40, TimeUnit.SECONDS);

    // when
    first.close();
    asking.interrupt();
    asking.join();
    try (RunningSluice second = RunningSluice.start(home)) {
      Log log = new Log(second.kafka());
      RunEvent end = log.awaitEnd("hello/" + run);
      RunView again = second.run(order);

      // then
      assertThat(end).isInstanceOf(RunEvent.Completed.class);
      assertThat(((RunEvent.Completed) end).outcome()).isEqualTo(RunEnd.Outcome.PUBLISHED);
      assertThat(again.status()).as(Seen.words(again)).isEqualTo(Status.PUBLISHED);
      assertThat(again.unchanged()).isTrue();
      assertThat(again.version()).hasValue(1);
      assertThat(log.results("hello")).isEqualTo(1);

      // and one that goes on is over when it is cancelled
      Stopped stopped = cancelAtWork(second);
      assertThat(stopped.end())
          .isEqualTo(new RunEnd(RunEnd.Outcome.CANCELLED, 0, List.of("too slow")));
      assertThat(log.results("hello")).isEqualTo(1);
    }
  }

  private Stopped cancelAtWork(RunningSluice sluice) throws Exception {
    RunOrder order = slowHello("other", 45_000);
    CompletableFuture<String> working = new CompletableFuture<>();
    Thread asking = Thread.ofPlatform().start(() -> follow(sluice, order, working));
    String run = working.get(40, TimeUnit.SECONDS);
    Stopped stopped =
        new CancelClient(sluice.kafka()).cancel(run.substring(0, 8), "too slow", Instant.now());
    asking.join();
    return stopped;
  }

  private RunOrder slowHello(String name, int thousands) throws IOException {
    FlowCopy flow =
        FlowCopy.of("hello", folder.resolve(name).resolve("hello"))
            .edit("sql/day.sql", _ -> SLOW.formatted(thousands));
    return RunningSluice.order(flow.folder());
  }

  private static void follow(
      RunningSluice sluice, RunOrder order, CompletableFuture<String> working) {
    try {
      sluice.run(
          order,
          view -> {
            if (isRunning(view, "day")) {
              working.complete(view.run());
            }
          });
    } catch (Refusal stopped) {
      working.completeExceptionally(stopped);
    }
  }

  private static boolean isRunning(RunView view, String stage) {
    return view.stages().stream()
        .anyMatch(row -> row.stage().equals(stage) && row.status().equals("running"));
  }
}
