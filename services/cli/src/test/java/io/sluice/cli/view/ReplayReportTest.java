package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.client.FollowedRun;
import io.sluice.cli.client.ReplayedRun;
import io.sluice.cli.history.PastRun;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayReportTest {

  private static final RunState PUBLISHED = PastRun.ended(Outcome.PUBLISHED, "c0ffee");

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, REPLAYED, true",
    "PUBLISHED, UNCHANGED, true",
    "SUPERSEDED, PUBLISHED, true",
    "REJECTED, REJECTED, true",
    "PUBLISHED, REJECTED, false",
    "REJECTED, REPLAYED, false",
    "PUBLISHED, FAILED, false",
    "CANCELLED, FAILED, false"
  })
  void shouldTakeEqualFilesForTheSameOnlyIfBothEndedAlike(
      Outcome before, Outcome after, boolean same) {
    assertThat(replayed(PastRun.ended(before, "c0ffee"), PastRun.ended(after, "c0ffee")).same())
        .isEqualTo(same);
  }

  @Test
  void shouldTellHowTheRepetitionEndedAndTheOriginalHad() {
    // given
    ReplayedRun rejected =
        replayed(PUBLISHED, PastRun.ended(Outcome.REJECTED, "c0ffee", "no_night_trips"));

    // then
    assertThat(ReplayReport.run(rejected)).endsWith(": rejected by no_night_trips, was published");
    assertThat(ReplayReport.total(List.of(rejected)))
        .isEqualTo("1 run repeated: 0 the same, 1 different\n");
    assertThat(ReplayJson.of(List.of(rejected)))
        .contains("\"period\":null", "\"status\":\"rejected\",\"version\":null")
        .contains("\"same\":false,\"differences\":[]");
  }

  @Test
  void shouldListRunsThatWouldBeRepeatedForPrograms() {
    assertThat(ReplayJson.plan(List.of(PUBLISHED)))
        .isEqualTo(
            """
            {"runs":[{"flow":"%s","replay_of":"%s","slice":{},"period":null,"started":"%s"}]}
            """
                .formatted(
                    PUBLISHED.run().flow(), PUBLISHED.run().run(), PUBLISHED.started().at()));
    assertThat(ReplayJson.plan(List.of())).isEqualTo("{\"runs\":[]}\n");
  }

  @Test
  void shouldNameThePublicationsThatDiffer() {
    assertThat(ReplayReport.run(replayed(PUBLISHED, PastRun.ended(Outcome.REPLAYED, "decaf"))))
        .contains(": replayed, total differ: ./sluice diff 5a1ee5a1 ");
  }

  @Test
  void shouldNotTakeRepetitionThatCouldNotStartForTheSame() {
    // given
    ReplayedRun refused =
        new ReplayedRun(
            PUBLISHED, new FollowedRun(1, 1, request(), Optional.empty(), "a file is gone"));

    // then
    assertThat(refused.same()).isFalse();
    assertThat(ReplayReport.run(refused)).endsWith(": refused, a file is gone");
  }

  private static ReplayedRun replayed(RunState original, RunState replay) {
    String reason = String.join("; ", ended(replay));
    return new ReplayedRun(original, new FollowedRun(1, 1, request(), Optional.of(replay), reason));
  }

  private static List<String> ended(RunState run) {
    return new FollowedRun(1, 1, request(), Optional.of(run), "").end().orElseThrow().reasons();
  }

  private static RunRequest request() {
    return new RunRequest(
        "taxi",
        "ab12",
        "",
        RunSubject.WHOLE,
        Map.of(),
        Map.of(),
        Origin.request("again"),
        "",
        Instant.EPOCH);
  }
}
