package io.sluice.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 60;

  static Stream<String> someSchedules() {
    Random random = new Random(20_261_121);
    return Stream.generate(() -> Crontab.any(random)).limit(50);
  }

  @ParameterizedTest
  @MethodSource("someSchedules")
  @ValueSource(
      strings = {
        "0 9 */2 * mon",
        "0 9 1 * mon",
        "15 10 * * sun-tue",
        "*/7 23 28-31 1,2 */3",
        "0 0 30 2 *",
      })
  void shouldStepThroughTimesOfCrontab(String cron) {
    // given
    List<LocalDateTime> counted = counted(cron);
    CronTimes times = CronTimes.of(cron);
    LocalDateTime start = FIRST.atStartOfDay();
    LocalDateTime end = FIRST.plusDays(DAYS).atStartOfDay();

    // when
    List<LocalDateTime> forward = steps(times.after(start.minusNanos(1)), end, times::after);
    List<LocalDateTime> backward = back(times, start, end);

    // then
    assertThat(forward).isEqualTo(counted.subList(0, forward.size()));
    assertThat(forward.size()).isEqualTo(Math.min(counted.size(), 40));
    assertThat(backward.reversed())
        .isEqualTo(counted.subList(counted.size() - backward.size(), counted.size()));
    assertThat(backward.size()).isEqualTo(Math.min(counted.size(), 40));
  }

  private static List<LocalDateTime> counted(String cron) {
    Crontab crontab = new Crontab(cron);
    return IntStream.range(0, DAYS)
        .boxed()
        .flatMap(day -> crontab.on(FIRST.plusDays(day)).stream())
        .toList();
  }

  private static List<LocalDateTime> steps(
      Optional<LocalDateTime> first,
      LocalDateTime end,
      Function<LocalDateTime, Optional<LocalDateTime>> step) {
    return Stream.iterate(first, Optional::isPresent, it -> it.flatMap(step))
        .map(Optional::orElseThrow)
        .takeWhile(it -> it.isBefore(end))
        .limit(40)
        .toList();
  }

  private static List<LocalDateTime> back(CronTimes times, LocalDateTime start, LocalDateTime end) {
    return Stream.iterate(times.before(end), Optional::isPresent, it -> it.flatMap(times::before))
        .map(Optional::orElseThrow)
        .takeWhile(it -> !it.isBefore(start))
        .limit(40)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * *", "0 9 15 * *", "*/15 8-18 * * mon-fri"})
  void shouldTakeMomentsBetweenMinutes(String cron) {
    // given
    CronTimes times = CronTimes.of(cron);
    LocalDateTime time = times.after(FIRST.atStartOfDay()).orElseThrow();

    // then
    assertThat(times.after(time.minusNanos(1))).contains(time);
    assertThat(times.before(time.plusNanos(1))).contains(time);
    assertThat(times.after(time.minusSeconds(1))).contains(time);
    assertThat(times.before(time.plusSeconds(59))).contains(time);
    assertThat(times.after(time.plusNanos(1))).isEqualTo(times.after(time.plusSeconds(59)));
    assertThat(times.after(time).orElseThrow()).isAfter(time);
    assertThat(times.before(time).orElseThrow()).isBefore(time);
  }
}
