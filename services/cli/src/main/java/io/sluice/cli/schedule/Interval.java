package io.sluice.cli.schedule;

import io.sluice.cli.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A stretch of time: from now on, or between two moments of each flow's clock.
 *
 * @param from its first moment; empty for now
 * @param to the first moment behind it; empty when it has no end
 */
record Interval(Optional<Moment> from, Optional<Moment> to) {

  static final Interval FROM_NOW = new Interval(Optional.empty(), Optional.empty());

  private static final String DOTS = "..";

  /** An instant, or what a clock shows. */
  private sealed interface Moment {
    Instant in(ZoneId zone);

    record At(Instant instant) implements Moment {
      @Override
      public Instant in(ZoneId zone) {
        return instant;
      }
    }

    record Shown(LocalDateTime local) implements Moment {
      @Override
      public Instant in(ZoneId zone) {
        return local.atZone(zone).toInstant();
      }
    }
  }

  /**
   * Reads {@code FROM..TO}, each a day, a local time or an instant; a day at the end is part of it.
   *
   * @throws Refusal if it is none, or ends before it begins
   */
  static Interval between(String text) {
    int dots = text.indexOf(DOTS);
    if (dots < 0) {
      throw refusal(text);
    }
    String from = text.substring(0, dots);
    String to = text.substring(dots + DOTS.length());
    Moment first = moment(from, 0);
    Moment behind = moment(to, 1);
    if (isReversed(first, behind, ZoneOffset.MIN) && isReversed(first, behind, ZoneOffset.MAX)) {
      throw Refusal.usage("--between: %s is not before %s.".formatted(from, to));
    }
    return new Interval(Optional.of(first), Optional.of(behind));
  }

  /** An instant and what a clock shows can be told apart in some zones only. */
  private static boolean isReversed(Moment from, Moment to, ZoneId zone) {
    return !from.in(zone).isBefore(to.in(zone));
  }

  private static Moment moment(String text, int daysLater) {
    try {
      if (text.endsWith("Z")) {
        return new Moment.At(Instant.parse(text));
      }
      return new Moment.Shown(
          text.contains("T")
              ? LocalDateTime.parse(text)
              : LocalDate.parse(text).plusDays(daysLater).atStartOfDay());
    } catch (DateTimeException e) {
      throw refusal(text);
    }
  }

  private static Refusal refusal(String text) {
    return Refusal.usage(
        "--between: expected two days such as 2026-03-28..2026-03-30, or times such as"
            + " 2026-03-29T01:00..2026-03-29T04:00, but found \"%s\".".formatted(text));
  }

  /** What is planned after this instant lies not before the interval. */
  Instant after(ZoneId zone, Instant now) {
    return from.map(it -> it.in(zone).minusNanos(1)).orElse(now);
  }

  boolean reaches(Instant planned, ZoneId zone) {
    return to.isEmpty() || planned.isBefore(to.get().in(zone));
  }
}
