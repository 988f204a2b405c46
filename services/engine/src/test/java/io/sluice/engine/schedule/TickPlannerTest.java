package io.sluice.engine.schedule;

import static io.sluice.engine.schedule.Schedules.KEY;
import static io.sluice.engine.schedule.Schedules.timetable;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.trigger.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickPlannerTest {

  private static final int LIMIT = 1_000;
  private static final Instant SEEN = Instant.parse("2026-01-10T12:00:00Z");

  private final Watermarks watermarks = new Watermarks();

  private TickPlan plan(Timetable timetable, String now) {
    return plan(timetable, Instant.parse(now));
  }

  private TickPlan plan(Timetable timetable, Instant now) {
    return TickPlanner.plan(List.of(timetable), watermarks, now, LIMIT);
  }

  /** Tells what is due, and reads it back. */
  private List<Instant> tell(Timetable timetable, String now) {
    TickPlan plan = plan(timetable, now);
    plan.sightings().forEach(watermarks::seen);
    plan.ticks().forEach(it -> watermarks.ticked(KEY, it.planned()));
    return plan.ticks().stream().map(Tick::planned).toList();
  }

  private static List<Instant> instants(String... texts) {
    return List.of(texts).stream().map(Instant::parse).toList();
  }

  @Test
  void shouldBeginWhenScheduleIsSeenAndReadBack() {
    // given
    Timetable timetable = timetable("UTC", Schedules.of("0 * * * *").catchup(Catchup.ALL));

    // when
    TickPlan first = plan(timetable, "2026-01-10T12:00:00.123456Z");
    TickPlan before = plan(timetable, "2026-01-10T13:00:30Z");
    tell(timetable, "2026-01-10T14:30:00Z");
    TickPlan after = plan(timetable, "2026-01-10T15:00:00Z");

    // then
    assertThat(first.ticks()).isEmpty();
    assertThat(first.sightings())
        .containsExactly(
            new ScheduleSighting(
                KEY, "0 * * * *", "UTC", Instant.parse("2026-01-10T12:00:00.123Z")));
    assertThat(before.ticks()).isEmpty();
    assertThat(after.ticks()).extracting(Tick::planned).isEqualTo(instants("2026-01-10T15:00:00Z"));
    assertThat(after.sightings()).isEmpty();
    assertThat(after.next()).contains(Instant.parse("2026-01-10T16:00:00Z"));
  }

  @Test
  void shouldCountFirstOfSightingsThatAgree() {
    // given
    Timetable timetable = timetable("UTC", Schedules.of("0 * * * *"));
    watermarks.seen(new ScheduleSighting(KEY, "0 * * * *", "UTC", SEEN));
    watermarks.seen(new ScheduleSighting(KEY, "0 * * * *", "UTC", SEEN.plusSeconds(7200)));

    // when
    TickPlan plan = plan(timetable, "2026-01-10T13:00:00Z");

    // then
    assertThat(plan.ticks()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 2026-01-11T12:10:00Z, 0, ",
    "LAST, 2026-01-11T12:10:00Z, 1, 2026-01-11T12:00:00Z",
    "ALL,  2026-01-11T12:10:00Z, 23, 2026-01-10T14:00:00Z",
    // one of them is on time
    "NONE, 2026-01-11T12:00:59Z, 1, 2026-01-11T12:00:00Z",
    "LAST, 2026-01-11T12:00:59Z, 2, 2026-01-11T11:00:00Z",
    "ALL,  2026-01-11T12:00:59Z, 23, 2026-01-10T14:00:00Z",
  })
  void shouldMakeUpForDay(Catchup catchup, Instant now, int ticks, Instant first) {
    // given
    Timetable timetable = timetable("UTC", Schedules.of("0 * * * *").catchup(catchup));
    watermarks.seen(new ScheduleSighting(KEY, "0 * * * *", "UTC", SEEN));
    watermarks.ticked(KEY, Instant.parse("2026-01-10T13:00:00Z"));

    // when
    TickPlan plan = plan(timetable, now);

    // then
    assertThat(plan.ticks()).hasSize(ticks);
    assertThat(plan.ticks().stream().map(Tick::planned).findFirst().orElse(null)).isEqualTo(first);
    assertThat(plan.next()).contains(Instant.parse("2026-01-11T13:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0", "LAST, 1", "ALL, 90"})
  void shouldMakeUpForThreeMonths(Catchup catchup, int ticks) {
    // given
    Timetable timetable = timetable("Europe/Paris", Schedules.of("0 6 * * *").catchup(catchup));
    watermarks.seen(new ScheduleSighting(KEY, "0 6 * * *", "Europe/Paris", SEEN));

    // when
    List<Instant> told = tell(timetable, "2026-04-10T12:00:00Z");

    // then
    assertThat(told).hasSize(ticks).doesNotHaveDuplicates();
    if (ticks > 0) {
      assertThat(told.getLast()).isEqualTo("2026-04-10T04:00:00Z");
    }
    if (ticks > 1) {
      assertThat(told.getFirst()).isEqualTo("2026-01-11T05:00:00Z");
    }
    assertThat(tell(timetable, "2026-04-10T12:00:01Z")).isEmpty();
  }

  @Test
  void shouldGoOnWhereFullPlanEnded() {
    // given
    Timetable timetable =
        timetable(
            "UTC",
            Schedules.of("* * * * *").catchup(Catchup.ALL),
            Schedules.of("* * * * *").catchup(Catchup.ALL).named("other"));
    ScheduleKey other = new ScheduleKey("shop", "other");
    watermarks.seen(new ScheduleSighting(KEY, "* * * * *", "UTC", SEEN));
    watermarks.seen(new ScheduleSighting(other, "* * * * *", "UTC", SEEN));
    Instant now = SEEN.plus(Duration.ofMinutes(1_200));
    List<Integer> sizes = new ArrayList<>();
    List<String> ids = new ArrayList<>();

    // when
    TickPlan plan = plan(timetable, now);
    while (!plan.ticks().isEmpty()) {
      sizes.add(plan.ticks().size());
      plan.ticks().forEach(it -> ids.add(it.id()));
      plan.ticks()
          .forEach(it -> watermarks.ticked(new ScheduleKey("shop", it.schedule()), it.planned()));
      plan = plan(timetable, now);
    }

    // then
    assertThat(sizes).containsExactly(1_000, 1_000, 400);
    assertThat(ids).hasSize(2_400).doesNotHaveDuplicates();
    assertThat(plan.next()).contains(now.plus(Duration.ofMinutes(1)));
  }

  @Test
  void shouldPlanAgainAtOnceWhenMoreIsDue() {
    // given
    Timetable timetable = timetable("UTC", Schedules.of("* * * * *").catchup(Catchup.ALL));
    watermarks.seen(new ScheduleSighting(KEY, "* * * * *", "UTC", SEEN));
    Instant now = SEEN.plus(Duration.ofDays(90));

    // when
    TickPlan plan = plan(timetable, now);

    // then
    assertThat(plan.ticks()).hasSize(LIMIT);
    assertThat(plan.next()).contains(now);
  }

  @Test
  void shouldBeginAnewWithChangedCronOrZone() {
    // given
    Schedules daily = Schedules.of("0 6 * * *").catchup(Catchup.ALL);
    Schedules hourly = Schedules.of("0 * * * *").catchup(Catchup.ALL);
    tell(timetable("UTC", daily), "2026-01-10T12:00:00Z");

    // when
    List<Instant> changed = tell(timetable("UTC", hourly), "2026-02-10T12:30:00Z");
    List<Instant> hours = tell(timetable("UTC", hourly), "2026-02-10T13:00:00Z");
    List<Instant> back = tell(timetable("UTC", daily), "2026-03-10T12:00:00Z");
    List<Instant> zone = tell(timetable("Europe/Paris", daily), "2026-04-10T12:00:00Z");
    List<Instant> next = tell(timetable("Europe/Paris", daily), "2026-04-11T04:00:00Z");

    // then
    assertThat(changed).isEmpty();
    assertThat(hours).isEqualTo(instants("2026-02-10T13:00:00Z"));
    assertThat(back).isEmpty();
    assertThat(zone).isEmpty();
    assertThat(next).isEqualTo(instants("2026-04-11T04:00:00Z"));
  }

  @Test
  void shouldNotMakeUpForTimeSwitchedOffOrGone() {
    // given
    Schedules daily = Schedules.of("0 6 * * *").catchup(Catchup.ALL);
    Timetable on = timetable("UTC", daily);
    Timetable off = timetable("UTC", daily.switchedOff());
    Timetable gone = timetable("UTC");
    tell(on, "2026-01-10T12:00:00Z");

    // when
    List<Instant> told = new ArrayList<>();
    told.addAll(tell(off, "2026-01-11T00:00:00Z"));
    told.addAll(tell(off, "2026-01-14T12:00:00Z"));
    told.addAll(tell(on, "2026-01-20T12:00:00Z"));
    told.addAll(tell(on, "2026-01-20T13:00:00Z"));
    told.addAll(tell(gone, "2026-01-21T00:00:00Z"));
    told.addAll(tell(on, "2026-01-25T12:00:00Z"));
    told.addAll(tell(on, "2026-01-26T06:00:00Z"));

    // then
    assertThat(told).isEqualTo(instants("2026-01-26T06:00:00Z"));
    assertThat(plan(gone, "2026-01-27T00:00:00Z").sightings()).hasSize(1);
    tell(gone, "2026-01-27T00:00:00Z");
    assertThat(plan(gone, "2026-01-27T00:00:00Z").sightings()).isEmpty();
  }

  @Test
  void shouldTellEachTickAtItsShareOfTheJitter() {
    // given
    Duration jitter = Duration.ofMinutes(30);
    Timetable timetable =
        timetable("UTC", Schedules.of("0 6 * * *").jitter(jitter).catchup(Catchup.NONE));
    FlowSchedule schedule = timetable.schedules().getFirst();
    Instant planned = Instant.parse("2026-01-11T06:00:00Z");
    Instant due = schedule.toldAt(planned);
    watermarks.seen(new ScheduleSighting(KEY, "0 6 * * *", "UTC", SEEN));

    // when
    TickPlan early = plan(timetable, due.minusMillis(1));
    TickPlan onTime = plan(timetable, due);
    TickPlan late = plan(timetable, due.plusMillis(60_001));

    // then
    assertThat(due).isBetween(planned, planned.plus(jitter).minusMillis(1));
    assertThat(early.ticks()).isEmpty();
    assertThat(early.next()).contains(due);
    assertThat(onTime.ticks())
        .singleElement()
        .satisfies(tick -> assertThat(tick.planned()).isEqualTo(planned))
        .satisfies(tick -> assertThat(tick.subject().period()).isEqualTo("2025-12"));
    assertThat(late.ticks()).isEmpty();
    assertThat(timetable("UTC", Schedules.of("0 6 * * *").jitter(jitter)).schedules())
        .allSatisfy(other -> assertThat(other.toldAt(planned)).isEqualTo(due));
  }

  @Test
  void shouldTellTicksInOrderWhateverTheirJitter() {
    // given
    Timetable timetable =
        timetable(
            "UTC", Schedules.of("* * * * *").jitter(Duration.ofHours(1)).catchup(Catchup.NONE));
    watermarks.seen(new ScheduleSighting(KEY, "* * * * *", "UTC", SEEN));
    List<Instant> told = new ArrayList<>();

    // when
    for (int minute = 0; minute < 300; minute++) {
      told.addAll(tell(timetable, SEEN.plus(Duration.ofMinutes(minute)).toString()));
    }

    // then
    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(told).hasSizeGreaterThan(230);
    assertThat(told.getLast()).isEqualTo(SEEN.plus(Duration.ofMinutes(told.size())));
  }
}
