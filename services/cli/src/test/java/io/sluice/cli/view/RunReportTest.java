package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {

  @Test
  void shouldShowFiguresChecksAndFilesOfPublishedRun() {
    assertThat(RunReport.of(Runs.published()))
        .isEqualTo(
            """
            bottleneck 2026-10: published version 3 (2 stages, 1 reused)

            Figures
              ca_total  70,568.60  EUR
              sales         1,428

            Checks: 1 passed, 1 warning
              warning  ca_drift on ca_total  expected within 30%, observed 41%

            Files
              /reports/vins.csv  30 rows
            """);
  }

  @Test
  void shouldSayThatNothingChanged() {
    assertThat(RunReport.of(Runs.unchanged()))
        .isEqualTo("bottleneck 2026-10: unchanged, still version 3 (2 stages, 1 reused)\n");
  }

  @Test
  void shouldNotTakeRepetitionForPublication() {
    assertThat(RunReport.of(Runs.replayed()))
        .startsWith(
            "bottleneck 2026-10: replayed, delivered beside what is published"
                + " (2 stages, 1 reused)\n");
  }

  @Test
  void shouldNameTheSlice() {
    assertThat(RunReport.of(Runs.ofSlice(Map.of("taxi", "green"))))
        .startsWith("bottleneck taxi=green 2026-10: unchanged, still version 3");
  }

  @Test
  void shouldNameTheCulpritAndTheLastGoodReportOfRejectedRun() {
    assertThat(RunReport.of(Runs.rejected()))
        .isEqualTo(
            """
            Rejected by ca_reconciles (expected no rows, observed 3): sales and ca_total differ for \
            products 12, 14, 18. Nothing published; the last good report is version 2 at /reports/v2.

            Checks: 0 passed, 1 failed, 1 skipped
              failed  ca_reconciles on sales,ca_total  expected no rows, observed 3
            """);
  }

  @Test
  void shouldSayWhyRunFailed() {
    assertThat(RunReport.of(Runs.failed()))
        .isEqualTo("Failed: Stage sales ran out of memory (512 MB). Nothing published.\n");
  }
}
