package io.sluice.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.RunRow;
import io.sluice.cli.view.RunRow.Standing;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRowsTest {

  private static final Instant NINE = Instant.parse("2026-11-05T09:00:00Z");
  private static final Plan NOTHING =
      new Plan(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());

  private final RunRows all = new RunRows(_ -> true, _ -> true, 10);

  @Test
  void shouldTellHowLongEndedRunTook() {
    all.fold(started(1));
    all.fold(cancelled(1, NINE.plusSeconds(90)));

    assertThat(all.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.standing()).isEqualTo(Standing.CANCELLED))
        .satisfies(row -> assertThat(row.took()).contains(Duration.ofSeconds(89)));
  }

  @Test
  void shouldListOpenRunsAmongTheOthers() {
    all.fold(started(1));
    all.fold(started(2));
    all.fold(cancelled(1, NINE.plusSeconds(90)));

    assertThat(all.rows())
        .extracting(RunRow::standing)
        .containsExactly(Standing.RUNNING, Standing.CANCELLED);
  }

  @Test
  void shouldKeepTheYoungestUpToTheLimit() {
    // given
    RunRows two = new RunRows(_ -> true, _ -> true, 2);

    // when
    for (int run : new int[] {3, 1, 4, 2}) {
      two.fold(started(run));
      two.fold(cancelled(run, NINE.plusSeconds(90)));
    }

    // then
    assertThat(two.rows()).extracting(RunRow::ordinal).containsExactly(4L, 3L);
  }

  @Test
  void shouldListEndedRunOnceThoughItsStartIsToldAgain() {
    all.fold(started(1));
    all.fold(cancelled(1, NINE.plusSeconds(90)));
    all.fold(started(1));

    assertThat(all.rows()).extracting(RunRow::standing).containsExactly(Standing.CANCELLED);
  }

  @Test
  void shouldBelieveTheFirstEnd() {
    all.fold(started(1));
    all.fold(cancelled(1, NINE.plusSeconds(90)));
    all.fold(new RunEvent.Failed(run(1), NINE.plusSeconds(95), "a disk was full"));

    assertThat(all.rows()).extracting(RunRow::standing).containsExactly(Standing.CANCELLED);
  }

  @Test
  void shouldLookOnlyAtWhatIsAskedFor() {
    // given
    RunRows running =
        new RunRows(
            started -> started.ordinal() > 1, row -> row.standing() == Standing.RUNNING, 10);

    // when
    for (int run = 1; run <= 3; run++) {
      running.fold(started(run));
    }
    running.fold(cancelled(3, NINE.plusSeconds(90)));

    // then
    assertThat(running.rows()).extracting(RunRow::ordinal).containsExactly(2L);
  }

  private static RunRef run(int number) {
    return new RunRef("wine", "run-" + number);
  }

  private static RunEvent started(int number) {
    return new RunEvent.Started(
        run(number),
        NINE.plusSeconds(number),
        RunSubject.WHOLE,
        Origin.request("request-" + number),
        number,
        "ab12",
        NOTHING);
  }

  private static RunEvent cancelled(int number, Instant at) {
    return new RunEvent.Cancelled(run(number), at, "somebody", "a wrong file");
  }
}
