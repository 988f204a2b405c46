package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.RunRow.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunListTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void shouldShowTimesOfThatZone() {
    assertThat(RunList.table(List.of(published(Map.of())), PARIS))
        .isEqualTo(
            """
              run       flow        period   state      version  started               took
              90f60e1c  bottleneck  2026-10  published        3  2026-11-05 09:12:44  2.3 s
            """);
  }

  @Test
  void shouldShowSlicesWhereThereAreSome() {
    assertThat(RunList.table(List.of(published(Map.of("taxi", "green")), running()), PARIS))
        .isEqualTo(
            """
              run       flow        slice       period   state      version  started               took
              90f60e1c  bottleneck  taxi=green  2026-10  published        3  2026-11-05 09:12:44  2.3 s
              35e0fea9  hello                            running             2026-11-05 09:12:45
            """);
  }

  @Test
  void shouldPrintObjectOfEachRun() {
    assertThat(RunList.json(List.of(published(Map.of("taxi", "green")), running())))
        .isEqualTo(
            """
            {"run":"90f60e1c-605e","flow":"bottleneck","slice":{"taxi":"green"},"period":"2026-10",\
            "status":"published","version":3,"started":"2026-11-05T08:12:44Z","millis":2340}
            {"run":"35e0fea9-3ded","flow":"hello","slice":{},"period":null,\
            "status":"running","version":null,"started":"2026-11-05T08:12:45Z","millis":null}
            """);
  }

  @Test
  void shouldOrderYoungestFirst() {
    assertThat(List.of(published(Map.of()), running()).stream().sorted(RunRow.YOUNGEST_FIRST))
        .containsExactly(running(), published(Map.of()));
  }

  private static RunRow published(Map<String, String> slice) {
    return new RunRow(
        "90f60e1c-605e",
        "bottleneck",
        slice,
        "2026-10",
        Standing.PUBLISHED,
        OptionalLong.of(3),
        Instant.parse("2026-11-05T08:12:44Z"),
        7,
        Optional.of(Duration.ofMillis(2_340)));
  }

  private static RunRow running() {
    return new RunRow(
        "35e0fea9-3ded",
        "hello",
        Map.of(),
        "",
        Standing.RUNNING,
        OptionalLong.empty(),
        Instant.parse("2026-11-05T08:12:45Z"),
        1,
        Optional.empty());
  }
}
