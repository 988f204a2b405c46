package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.RunDetails.Version;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunDetailsReportTest {

  private static final Instant START = Instant.parse("2026-11-05T08:12:44Z");

  @Test
  void shouldShowAllOfRun() {
    RunDetails run =
        details(
            Runs.published(),
            Optional.of(Duration.ofMillis(2_340)),
            List.of(
                new Version(2, START.minusSeconds(60), "35e0fea9-3ded"),
                new Version(3, START.plusSeconds(2), "0197-run")));

    assertThat(RunDetailsReport.of(run, ZoneOffset.UTC))
        .isEqualTo(
            """
            bottleneck 2026-10: published version 3 (2 stages, 1 reused)
              flow        bottleneck
              slice       taxi=green
              period      2026-10
              run         0197-run
              revision    ab12
              trigger     request f762b1eb
              parameters  premium_z=2
              started     2026-11-05 08:12:44
              took        2.3 s

            Inputs
              erp  erp.xlsx  23,241 bytes  sha256 d2b1dd883864

            Stages
              erp    completed (reused)  825 rows  34 ms
              sales  completed           714 rows  2.3 s

            Figures
              ca_total  70,568.60  EUR
              sales         1,428

            Checks: 1 passed, 1 warning
              passed   erp_key   none
              warning  ca_drift  expected within 30%, observed 41%

            Files
              /reports/vins.csv  30 rows

            Versions
              2  2026-11-05 08:11:44  run 35e0fea9
              3  2026-11-05 08:12:46  run 0197-run  this run, current
            """);
  }

  @Test
  void shouldShowRunThatGoesOn() {
    assertThat(
            RunDetailsReport.of(
                details(Runs.running(), Optional.empty(), List.of()), ZoneOffset.UTC))
        .startsWith("bottleneck 2026-10: running, 1 of 2 stages completed\n")
        .doesNotContain("took", "Figures", "Checks", "Versions");
  }

  private static RunDetails details(RunView view, Optional<Duration> took, List<Version> versions) {
    return new RunDetails(
        view,
        "taxi=green",
        Origin.request("f762b1eb"),
        START,
        took,
        new TreeMap<>(Map.of("premium_z", "2", "period", "")),
        new TreeMap<>(Map.of("erp", List.of(new InputFile("erp.xlsx", "d2b1dd8838649", 23_241)))),
        versions);
  }
}
