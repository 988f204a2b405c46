package io.sluice.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "0 9 15 * *",
        "*/5 0-6,12 1-31/2 jan-mar mon,FRI",
        "59 23 31 12 7",
      })
  void shouldTakeSchedules(String cron) {
    assertThat(CronSyntax.problemIn(cron)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "1,,2 * * * *",
        "*/0 * * * *",
        "* * * foo *",
        "1-x * * * *",
        "@monthly",
        "-1 * * * *",
      })
  void shouldRefuseOtherText(String cron) {
    assertThat(CronSyntax.problemIn(cron)).isPresent();
  }
}
