package io.sluice.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatestVersionsTest {

  private static final Instant NINE = Instant.parse("2026-11-05T09:00:00Z");
  private static final List<RunResult> RESULTS =
      List.of(
          published("green-1", "green", "2026-10", 1),
          published("green-2", "green", "2026-10", 2),
          published("yellow-1", "yellow", "2026-10", 1),
          published("yellow-2", "yellow", "2026-10", 2),
          published("yellow-9", "yellow", "2026-09", 1));

  @Test
  void shouldTakeTheSliceThatIsNamed() {
    assertThat(runs(Map.of("taxi", "green"), Optional.of("2026-10")))
        .containsExactly("green-1", "green-2");
  }

  @Test
  void shouldTakeWhatWasPublishedLastOfWhatIsNotSaid() {
    assertThat(runs(Map.of(), Optional.of("2026-10"))).containsExactly("yellow-1", "yellow-2");
  }

  @Test
  void shouldNameTheSliceOfWhichThereIsNothing() {
    assertThatThrownBy(() -> runs(Map.of("taxi", "blue"), Optional.of("2026-10")))
        .isInstanceOf(Refusal.class)
        .hasMessage("trips taxi=blue 2026-10 has published nothing.");
    assertThatThrownBy(() -> runs(Map.of("taxi", "yellow"), Optional.of("2026-09")))
        .hasMessageStartingWith("trips taxi=yellow 2026-09 has version 1 only");
  }

  private static List<String> runs(Map<String, String> slice, Optional<String> period) {
    return new LatestVersions("trips", slice, period).runs(RESULTS::forEach);
  }

  private static RunResult published(String run, String taxi, String period, long version) {
    return new RunResult.Published(
        "id-" + run,
        new RunRef("trips", run),
        new RunSubject(
            Map.of("taxi", taxi), Every.MONTH, period, Optional.empty(), Optional.empty()),
        NINE.plusSeconds(run.startsWith("yellow") ? 60 + version : version),
        version,
        "ab12",
        version,
        version - 1,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
