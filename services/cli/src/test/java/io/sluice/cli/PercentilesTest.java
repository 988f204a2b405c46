package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void shouldTakeTheNearestRank() {
    double[] values = IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray();

    assertThat(Percentiles.of(values)).isEqualTo(new Percentiles(100, 190, 198));
  }

  @Test
  void shouldTakeValuesThatWereMeasured() {
    assertThat(Percentiles.of(5, 1, 3)).isEqualTo(new Percentiles(3, 5, 5));
    assertThat(Percentiles.of(7)).isEqualTo(new Percentiles(7, 7, 7));
  }

  @Test
  void shouldRefuseNoValues() {
    assertThatThrownBy(Percentiles::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldWriteFiguresAsJson() {
    Percentiles three = new Percentiles(1.234, 2, 30);
    BenchFigures figures = new BenchFigures(three, three, three, 100, 500, 8, 1.5, 2500, 400, 600);

    assertThat(figures.json())
        .isEqualTo(
            """
            {"hop_ms":{"p50":1.23,"p95":2,"p99":30},\
            "stage_added_ms":{"p50":1.23,"p95":2,"p99":30},\
            "run5_ms":{"p50":1.23,"p95":2,"p99":30},"burst_runs_per_s":100,\
            "burst_stages_per_s":500,"cpu_ms_per_run":8,"wine_ratio":1.5,"ready_ms":2500,\
            "rss_rest_mb":400,"rss_after_mb":600}\
            """);
  }
}
