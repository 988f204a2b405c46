package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditListTest {

  private static final String RUN = "hello/12cedf1d-0b7f-31aa-84b0-43359f402d2b";
  private static final AuditRow STARTED = row("start", RUN, "accepted", "");
  private static final AuditRow REJECTED =
      row("arrive", "bakery/2026-10/a.txt", "rejected", "no input of flow bakery\ntakes it");

  private static AuditRow row(String action, String subject, String outcome, String reason) {
    return new AuditRow(
        "7", Instant.parse("2026-11-05T08:12:44Z"), "ann", action, subject, outcome, reason);
  }

  @Test
  void shouldNameRunsAsOtherCommandsDoAndKeepToOneLine() {
    assertThat(AuditList.table(List.of(STARTED, REJECTED), ZoneId.of("Europe/Paris")))
        .isEqualTo(
            """
              at                   by   asked   about                 outcome   reason
              2026-11-05 09:12:44  ann  start   hello/12cedf1d        accepted
              2026-11-05 09:12:44  ann  arrive  bakery/2026-10/a.txt  rejected  no input of flow bakery takes it
            """);
  }

  @Test
  void shouldPrintObjectOfEach() {
    assertThat(AuditList.json(List.of(STARTED)))
        .isEqualTo(
            """
            {"id":"7","at":"2026-11-05T08:12:44Z","principal":"ann","action":"start",\
            "subject":"hello/12cedf1d-0b7f-31aa-84b0-43359f402d2b","outcome":"accepted",\
            "reason":null}
            """);
  }

  @Test
  void shouldKnowItsFlow() {
    assertThat(STARTED.isAbout("hello")).isTrue();
    assertThat(STARTED.isAbout("hell")).isFalse();
    assertThat(STARTED.isAbout(null)).isTrue();
  }
}
