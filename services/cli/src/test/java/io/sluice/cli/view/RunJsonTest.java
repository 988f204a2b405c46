package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunJsonTest {

  @Test
  void shouldWriteExactlyTheKeysOfPublishedRun() {
    assertThat(RunJson.of(Runs.published()))
        .isEqualTo(
            """
            {"run":"0197-run","flow":"bottleneck","revision":"ab12","slice":{},"period":"2026-10",\
            "version":3,"status":"published",\
            "stages":[{"stage":"erp","status":"completed","rows":825,"millis":34,"reused":true},\
            {"stage":"sales","status":"completed","rows":714,"millis":2340,"reused":false}],\
            "figures":[{"name":"ca_total","value":70568.60,"unit":"EUR"},\
            {"name":"sales","value":1428,"unit":null}],\
            "checks":[{"check":"erp_key","on":"erp","status":"passed","severity":"error",\
            "expected":"no duplicate","observed":"none"},\
            {"check":"ca_drift","on":"ca_total","status":"failed","severity":"warn",\
            "expected":"within 30%","observed":"41%"}],\
            "published":[{"name":"vins.csv","path":"/reports/vins.csv","sha256":"c0ffee",\
            "rows":30}]}\
            """);
  }

  @Test
  void shouldTellOfUnchangedRunByTheWordOfTheList() {
    assertThat(RunJson.of(Runs.unchanged()))
        .contains("\"version\":3,\"status\":\"unchanged\"")
        .doesNotContain("error\":\"");
  }

  @Test
  void shouldTellOfRepetitionWithoutError() {
    assertThat(RunJson.of(Runs.replayed()))
        .contains("\"version\":null,\"status\":\"replayed\"")
        .doesNotContain("error\":\"");
  }

  @Test
  void shouldWriteParametersOfSliceInOrderOfTheirNames() {
    assertThat(RunJson.of(Runs.ofSlice(Map.of("taxi", "green", "borough", "queens"))))
        .contains("\"slice\":{\"borough\":\"queens\",\"taxi\":\"green\"},\"period\":\"2026-10\"");
  }

  @Test
  void shouldTellTheErrorOfRejectedRun() {
    assertThat(RunJson.of(Runs.rejected()))
        .contains("\"version\":null,\"status\":\"rejected\"")
        .endsWith(
            """
            "published":[],"error":"Rejected by ca_reconciles (expected no rows, observed 3): \
            sales and ca_total differ for products 12, 14, 18."}\
            """);
  }
}
