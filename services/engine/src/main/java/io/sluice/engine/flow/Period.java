package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The interval of data that a run is about, in the flow's local time; its end is not part of it.
 *
 * @param every its length; {@link Every#NONE} for flows without periods
 * @param start its first moment
 */
public record Period(Every every, LocalDateTime start) {

  /** The period of flows without periods. */
  public static final Period NONE = new Period(Every.NONE, LocalDateTime.of(1970, 1, 1, 0, 0));

  public Period {
    if (!start.equals(floor(every, start))) {
      throw new IllegalArgumentException("%s is no start of a period".formatted(start));
    }
  }

  /** The period that contains a moment of local time. */
  public static Period containing(Every every, LocalDateTime moment) {
    return new Period(every, floor(every, moment));
  }

  /** The period that contains an instant. */
  public static Period containing(Every every, Instant instant, ZoneId zone) {
    return containing(every, LocalDateTime.ofInstant(instant, zone));
  }

  /**
   * Reads what {@link #text()} writes.
   *
   * @throws IllegalArgumentException with words for people when the text is no such period
   */
  public static Period parse(Every every, String text) {
    return tryParse(every, text)
        .orElseThrow(() -> new IllegalArgumentException(refusal(every, text)));
  }

  /** Why a text is no such period, in words for people; empty when it is one. */
  public static Optional<String> problemIn(Every every, String text) {
    return tryParse(every, text).isPresent() ? Optional.empty() : Optional.of(refusal(every, text));
  }

  private static Optional<Period> tryParse(Every every, String text) {
    try {
      return Optional.of(containing(every, parseStart(every, text)))
          .filter(period -> period.text().equals(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * {@code 2026}, {@code 2026-10}, {@code 2026-W41}, {@code 2026-10-05}, {@code 2026-10-05T14};
   * empty for {@link Every#NONE}.
   */
  public String text() {
    return switch (every) {
      case NONE -> "";
      case YEAR -> "%04d".formatted(start.getYear());
      case MONTH -> start.toString().substring(0, 7);
      case WEEK ->
          "%04d-W%02d"
              .formatted(
                  start.get(IsoFields.WEEK_BASED_YEAR),
                  start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case DAY -> start.toLocalDate().toString();
      case HOUR -> start.toString().substring(0, 13);
    };
  }

  /** The first moment after the period; for {@link Every#NONE} its start. */
  public LocalDateTime end() {
    return switch (every) {
      case NONE -> start;
      case YEAR -> start.plusYears(1);
      case MONTH -> start.plusMonths(1);
      case WEEK -> start.plusWeeks(1);
      case DAY -> start.plusDays(1);
      case HOUR -> start.plusHours(1);
    };
  }

  /** The instant of the start; a start in a gap of the clock is the instant behind the gap. */
  public Instant startInstant(ZoneId zone) {
    return start.atZone(zone).toInstant();
  }

  /** The instant of the end, not part of the period. */
  public Instant endInstant(ZoneId zone) {
    return end().atZone(zone).toInstant();
  }

  /** The period that ends where this one starts; hours that the clock leaves out are left out. */
  public Period previous(ZoneId zone) {
    return every == Every.NONE ? this : containing(every, startInstant(zone).minusNanos(1), zone);
  }

  /** The period that starts where this one ends; for {@link Every#NONE} itself. */
  public Period next() {
    return new Period(every, end());
  }

  private static LocalDateTime floor(Every every, LocalDateTime moment) {
    LocalDate day = moment.toLocalDate();
    return switch (every) {
      case NONE -> LocalDateTime.of(1970, 1, 1, 0, 0);
      case YEAR -> day.withDayOfYear(1).atStartOfDay();
      case MONTH -> day.withDayOfMonth(1).atStartOfDay();
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
      case DAY -> day.atStartOfDay();
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
    };
  }

  private static LocalDateTime parseStart(Every every, String text) {
    return switch (every) {
      case NONE -> NONE.start;
      case YEAR -> LocalDate.parse(text + "-01-01").atStartOfDay();
      case MONTH -> LocalDate.parse(text + "-01").atStartOfDay();
      case WEEK -> LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE).atStartOfDay();
      case DAY -> LocalDate.parse(text).atStartOfDay();
      case HOUR -> LocalDateTime.parse(text + ":00");
    };
  }

  private static String refusal(Every every, String text) {
    String expected =
        switch (every) {
          case NONE -> "no period, because the flow has none,";
          case YEAR -> "a year such as 2026";
          case MONTH -> "a month such as 2026-10";
          case WEEK -> "an ISO week such as 2026-W41";
          case DAY -> "a day such as 2026-10-05";
          case HOUR -> "an hour such as 2026-10-05T14";
        };
    return "expected %s but found \"%s\"".formatted(expected, text);
  }
}
