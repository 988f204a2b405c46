package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Check.Severity;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunResult.CheckOutcome;
import io.sluice.engine.run.RunResult.FigureValue;
import io.sluice.engine.run.RunResult.Status;
import io.sluice.engine.run.RunSubject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultLineTest {

  private static final Instant AT = Instant.parse("2026-11-05T08:12:44Z");
  private static final RunRef RUN = new RunRef("taxi", "0197-run");

  @Test
  void shouldShowVersionAndAmounts() {
    assertThat(ResultLine.of(published(Map.of("taxi", "green"))))
        .isEqualTo("2026-10  taxi  taxi=green  version 2  published  1 file  CA 70,568.60 EUR");
  }

  @Test
  void shouldNameFailedErrorChecks() {
    RunResult rejected =
        new RunResult.Rejected(
            "id",
            RUN,
            RunSubject.WHOLE,
            AT,
            "ab12",
            List.of(),
            List.of(
                check("once", Severity.ERROR, Status.FAILED),
                check("drift", Severity.WARN, Status.FAILED),
                check("there", Severity.ERROR, Status.PASSED)));

    assertThat(ResultLine.of(rejected)).isEqualTo("-  taxi  rejected by once");
  }

  @Test
  void shouldPrintExactObject() {
    assertThat(ResultJson.of(published(Map.of("taxi", "green"))))
        .isEqualTo(
            """
            {"id":"id","status":"published","at":"2026-11-05T08:12:44Z","flow":"taxi",\
            "slice":{"taxi":"green"},"period":"2026-10","run":"0197-run","revision":"ab12",\
            "version":2,"supersedes":1,\
            "files":[{"name":"a.csv","address":"v2/a.csv","sha256":"c0ffee","rows":30,\
            "columns":[{"name":"id","type":"BIGINT"}]}],\
            "figures":[{"name":"rows","value":714,"unit":null},\
            {"name":"ca","value":70568.60,"unit":"EUR"}],\
            "checks":[{"check":"once","on":"sales","status":"passed","severity":"error",\
            "expected":"one","observed":"two"}]}\
            """);
  }

  private static RunResult published(Map<String, String> slice) {
    return new RunResult.Published(
        "id",
        RUN,
        new RunSubject(slice, Every.MONTH, "2026-10", Optional.empty(), Optional.empty()),
        AT,
        7,
        "ab12",
        2,
        1,
        List.of(
            new DeliveredFile(
                "a",
                "a.csv",
                "v2/a.csv",
                "c0ffee",
                100,
                30,
                List.of(new DeliveredFile.Column("id", "BIGINT")))),
        List.of(
            new FigureValue("rows", "Rows", new BigDecimal("714"), ""),
            new FigureValue("ca", "CA", new BigDecimal("70568.60"), "EUR")),
        List.of(check("once", Severity.ERROR, Status.PASSED)),
        Map.of());
  }

  private static CheckOutcome check(String name, Severity severity, Status status) {
    return new CheckOutcome(name, List.of("sales"), severity, status, "one", "two", List.of());
  }
}
