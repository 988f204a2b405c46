package io.sluice.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.PeriodRule.Of;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "YEAR, 2026, 2026-01-01T00:00, 2027-01-01T00:00",
    "MONTH, 2026-12, 2026-12-01T00:00, 2027-01-01T00:00",
    "WEEK, 2026-W41, 2026-10-05T00:00, 2026-10-12T00:00",
    "WEEK, 2026-W53, 2026-12-28T00:00, 2027-01-04T00:00",
    "WEEK, 2025-W01, 2024-12-30T00:00, 2025-01-06T00:00",
    "DAY, 2026-10-05, 2026-10-05T00:00, 2026-10-06T00:00",
    "HOUR, 2026-10-05T23, 2026-10-05T23:00, 2026-10-06T00:00",
    "NONE, '', 1970-01-01T00:00, 1970-01-01T00:00",
  })
  void shouldReadWhatItWrites(Every every, String text, LocalDateTime start, LocalDateTime end) {
    // when
    Period period = Period.parse(every, text);

    // then
    assertThat(period.text()).isEqualTo(text);
    assertThat(period.start()).isEqualTo(start);
    assertThat(period.end()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "MONTH, 2026-13, a month such as 2026-10 but found \"2026-13\"",
    "MONTH, 2026-1, a month such as",
    "MONTH, 2026-10-05, a month such as",
    "WEEK, 2025-W53, an ISO week such as",
    "DAY, 2026-02-29, a day such as",
    "HOUR, 2026-10-05T24, an hour such as",
    "HOUR, 2026-10-05T14:00, an hour such as",
    "YEAR, twenty, a year such as",
    "NONE, 2026, no period",
  })
  void shouldRefuseOtherText(Every every, String text, String words) {
    assertThatThrownBy(() -> Period.parse(every, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "MONTH, PREVIOUS, 2026-11-15T08:00:00Z, 2026-10",
    "MONTH, SAME, 2026-10-31T23:30:00Z, 2026-11",
    "YEAR, PREVIOUS, 2025-12-31T23:30:00Z, 2025",
    "WEEK, PREVIOUS, 2027-01-04T12:00:00Z, 2026-W53",
    "HOUR, PREVIOUS, 2026-03-29T01:15:00Z, 2026-03-29T01",
    "HOUR, PREVIOUS, 2026-10-25T01:15:00Z, 2026-10-25T01",
    "NONE, PREVIOUS, 2026-10-25T01:15:00Z, ''",
  })
  void shouldGiveThePeriodOfAnInstant(Every every, Of of, Instant instant, String text) {
    assertThat(new PeriodRule(every, of, PARIS).periodAt(instant).text()).isEqualTo(text);
  }
}
