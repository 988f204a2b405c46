package io.sluice.engine.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The times of a cron schedule as crontab(5) has them, on a clock that is never put forward or
 * back. Immutable.
 */
final class CronTimes {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final String ANY = "*";

  /** Days of a month that fall on a day of the week come again within 28 years. */
  private static final int MOST_DAYS = 28 * 366;

  private final ExecutionTime times;
  private final Optional<ExecutionTime> days;

  private CronTimes(ExecutionTime times, Optional<ExecutionTime> days) {
    this.times = times;
    this.days = days;
  }

  /**
   * The times of a schedule of five fields.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static CronTimes of(String cron) {
    String[] fields = cron.strip().toLowerCase(Locale.ROOT).split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException("expected five fields but got \"%s\"".formatted(cron));
    }
    fields[3] = numbers(fields[3], MONTHS, 1);
    fields[4] = numbers(fields[4], DAYS, 0);
    if (!needsBothDays(fields[2], fields[4])) {
      return new CronTimes(parsed(fields), Optional.empty());
    }
    String[] week = {ANY, ANY, ANY, ANY, fields[4]};
    fields[4] = ANY;
    return new CronTimes(parsed(fields), Optional.of(parsed(week)));
  }

  private static ExecutionTime parsed(String[] fields) {
    return ExecutionTime.forCron(PARSER.parse(String.join(" ", fields)));
  }

  private static String numbers(String field, List<String> names, int first) {
    String text = field;
    for (int i = 0; i < names.size(); i++) {
      text = text.replace(names.get(i), String.valueOf(i + first));
    }
    return text;
  }

  /**
   * Whether a day must fit both its fields: so says crontab(5) when one of them begins with a star;
   * the library takes a day that fits either.
   */
  private static boolean needsBothDays(String ofMonth, String ofWeek) {
    return !ofMonth.equals(ANY)
        && !ofWeek.equals(ANY)
        && (ofMonth.startsWith(ANY) || ofWeek.startsWith(ANY));
  }

  /** The first time after a moment; empty when none comes. */
  Optional<LocalDateTime> after(LocalDateTime moment) {
    return search(
        moment, ExecutionTime::nextExecution, time -> time.toLocalDate().atTime(LocalTime.MAX));
  }

  /** The last time before a moment; empty when there was none. */
  Optional<LocalDateTime> before(LocalDateTime moment) {
    return search(moment, ExecutionTime::lastExecution, time -> time.toLocalDate().atStartOfDay());
  }

  private Optional<LocalDateTime> search(
      LocalDateTime moment,
      BiFunction<ExecutionTime, ZonedDateTime, Optional<ZonedDateTime>> step,
      UnaryOperator<LocalDateTime> skipDay) {
    LocalDateTime from = moment;
    for (int i = 0; i < MOST_DAYS; i++) {
      Optional<ZonedDateTime> found = step.apply(times, from.atZone(ZoneOffset.UTC));
      if (found.isEmpty() || days.isEmpty() || days.get().isMatch(found.get())) {
        return found.map(ZonedDateTime::toLocalDateTime);
      }
      from = skipDay.apply(found.get().toLocalDateTime());
    }
    return Optional.empty();
  }
}
