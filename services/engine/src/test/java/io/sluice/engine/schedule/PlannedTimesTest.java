package io.sluice.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected instants were worked out by hand from the published rules of the zones. */
class PlannedTimesTest {

  /**
   * Clocks are put forward and back: in Paris on 29 March and 25 October 2026, in New York on 8
   * March and 1 November, on Lord Howe Island by half an hour on 4 October and 5 April. Apia had no
   * 30 December 2011.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Paris        | 30 2 * * *   | 2026-03-28T00:00:00Z | 2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z
          Europe/Paris        | 30 2 * * *   | 2026-10-24T00:00:00Z | 2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z
          Europe/Paris        | 0 */2 * * *  | 2026-03-28T22:30:00Z | 2026-03-28T23:00Z 2026-03-29T01:00Z 2026-03-29T02:00Z 2026-03-29T04:00Z
          Europe/Paris        | 0 */2 * * *  | 2026-10-24T21:30:00Z | 2026-10-24T22:00Z 2026-10-25T00:00Z 2026-10-25T03:00Z 2026-10-25T05:00Z
          Europe/Paris        | */15 * * * * | 2026-03-29T00:40:00Z | 2026-03-29T00:45Z 2026-03-29T01:00Z 2026-03-29T01:15Z 2026-03-29T01:30Z
          Europe/Paris        | */15 * * * * | 2026-10-25T00:25:00Z | 2026-10-25T00:30Z 2026-10-25T00:45Z 2026-10-25T02:00Z 2026-10-25T02:15Z
          Europe/Paris        | 0 9 15 * *   | 2026-03-01T00:00:00Z | 2026-03-15T08:00Z 2026-04-15T07:00Z
          Europe/Paris        | 0 9 15 * *   | 2026-10-01T00:00:00Z | 2026-10-15T07:00Z 2026-11-15T08:00Z
          Europe/Paris        | 0 0 29 2 *   | 2026-01-01T00:00:00Z | 2028-02-28T23:00Z 2032-02-28T23:00Z
          America/New_York    | 30 2 * * *   | 2026-03-07T00:00:00Z | 2026-03-07T07:30Z 2026-03-08T07:00Z 2026-03-09T06:30Z
          America/New_York    | 30 2 * * *   | 2026-10-31T00:00:00Z | 2026-10-31T06:30Z 2026-11-01T07:30Z 2026-11-02T07:30Z
          America/New_York    | 0 */2 * * *  | 2026-03-08T04:30:00Z | 2026-03-08T05:00Z 2026-03-08T07:00Z 2026-03-08T08:00Z
          America/New_York    | 0 */2 * * *  | 2026-11-01T03:30:00Z | 2026-11-01T04:00Z 2026-11-01T07:00Z 2026-11-01T09:00Z
          America/New_York    | */15 * * * * | 2026-03-08T06:40:00Z | 2026-03-08T06:45Z 2026-03-08T07:00Z 2026-03-08T07:15Z
          America/New_York    | */15 * * * * | 2026-11-01T05:25:00Z | 2026-11-01T05:30Z 2026-11-01T05:45Z 2026-11-01T07:00Z 2026-11-01T07:15Z
          America/New_York    | 0 9 15 * *   | 2026-02-01T00:00:00Z | 2026-02-15T14:00Z 2026-03-15T13:00Z
          America/New_York    | 0 9 15 * *   | 2026-10-01T00:00:00Z | 2026-10-15T13:00Z 2026-11-15T14:00Z
          America/New_York    | 0 0 29 2 *   | 2026-01-01T00:00:00Z | 2028-02-29T05:00Z 2032-02-29T05:00Z
          Australia/Lord_Howe | 30 2 * * *   | 2026-10-02T00:00:00Z | 2026-10-02T16:00Z 2026-10-03T15:30Z 2026-10-04T15:30Z
          Australia/Lord_Howe | 30 2 * * *   | 2026-04-03T00:00:00Z | 2026-04-03T15:30Z 2026-04-04T16:00Z 2026-04-05T16:00Z
          Australia/Lord_Howe | 0 */2 * * *  | 2026-10-03T12:00:00Z | 2026-10-03T13:30Z 2026-10-03T15:30Z 2026-10-03T17:00Z
          Australia/Lord_Howe | 0 */2 * * *  | 2026-04-04T12:00:00Z | 2026-04-04T13:00Z 2026-04-04T15:30Z 2026-04-04T17:30Z
          Australia/Lord_Howe | */15 * * * * | 2026-10-03T15:10:00Z | 2026-10-03T15:15Z 2026-10-03T15:30Z 2026-10-03T15:45Z 2026-10-03T16:00Z
          Australia/Lord_Howe | */15 * * * * | 2026-04-04T14:20:00Z | 2026-04-04T14:30Z 2026-04-04T14:45Z 2026-04-04T15:30Z 2026-04-04T15:45Z
          Australia/Lord_Howe | 0 9 15 * *   | 2026-09-01T00:00:00Z | 2026-09-14T22:30Z 2026-10-14T22:00Z
          Australia/Lord_Howe | 0 9 15 * *   | 2026-03-01T00:00:00Z | 2026-03-14T22:00Z 2026-04-14T22:30Z
          Australia/Lord_Howe | 0 0 29 2 *   | 2026-01-01T00:00:00Z | 2028-02-28T13:00Z 2032-02-28T13:00Z
          Pacific/Apia        | 30 2 * * *   | 2011-12-28T12:00:00Z | 2011-12-28T12:30Z 2011-12-29T12:30Z 2011-12-30T10:00Z 2011-12-30T12:30Z
          Pacific/Apia        | 0 */2 * * *  | 2011-12-30T07:30:00Z | 2011-12-30T08:00Z 2011-12-30T10:00Z 2011-12-30T12:00Z
          Pacific/Apia        | */15 * * * * | 2011-12-30T09:40:00Z | 2011-12-30T09:45Z 2011-12-30T10:00Z 2011-12-30T10:15Z
          Pacific/Apia        | 0 9 15 * *   | 2011-12-01T00:00:00Z | 2011-12-15T19:00Z 2012-01-14T19:00Z
          Pacific/Apia        | 0 0 29 2 *   | 2011-01-01T00:00:00Z | 2012-02-28T10:00Z 2016-02-28T10:00Z 2020-02-28T10:00Z 2024-02-28T11:00Z
          """)
  void shouldComeAtEachPlannedTimeOnce(String zone, String cron, Instant after, String expected) {
    // given
    List<Instant> instants =
        Arrays.stream(expected.split(" "))
            .map(it -> Instant.parse(it.replace("Z", ":00Z")))
            .toList();
    PlannedTimes times = new PlannedTimes(Schedules.of(cron).build(), ZoneId.of(zone));

    // when
    List<Instant> forward = new ArrayList<>();
    for (int i = 0; i < instants.size(); i++) {
      forward.add(times.after(i == 0 ? after : forward.getLast()).orElseThrow());
    }

    // then
    assertThat(forward).isEqualTo(instants);
    assertThat(instants).allSatisfy(it -> assertThat(times.atOrBefore(it)).contains(it));
    for (int i = 1; i < instants.size(); i++) {
      Instant justBefore = instants.get(i).minusNanos(1);
      assertThat(times.atOrBefore(justBefore)).contains(instants.get(i - 1));
      assertThat(times.after(justBefore)).contains(instants.get(i));
    }
  }

  @Test
  void shouldPlanForDaysFromStartToEndAlone() {
    // given
    PlannedTimes times =
        new PlannedTimes(
            Schedules.of("30 23 * * *").between("2026-06-10", "2026-06-11").build(),
            ZoneId.of("Europe/Paris"));
    Instant first = Instant.parse("2026-06-10T21:30:00Z");
    Instant last = Instant.parse("2026-06-11T21:30:00Z");

    // then
    assertThat(times.after(Instant.parse("2020-01-01T00:00:00Z"))).contains(first);
    assertThat(times.after(first)).contains(last);
    assertThat(times.after(last)).isEmpty();
    assertThat(times.atOrBefore(Instant.parse("2030-01-01T00:00:00Z"))).contains(last);
    assertThat(times.atOrBefore(first.minusNanos(1))).isEqualTo(Optional.empty());
  }
}
