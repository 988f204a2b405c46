package io.sluice.engine.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The one rule that gives the period of ticks, files and requests. */
public record PeriodRule(Every every, Of of, ZoneId timezone) {

  /** The rule of flows that say nothing of periods. */
  public static final PeriodRule NONE = new PeriodRule(Every.NONE, Of.SAME, ZoneOffset.UTC);

  /** The period that an instant stands for. */
  public Period periodAt(Instant instant) {
    Period containing = Period.containing(every, instant, timezone);
    return of == Of.SAME ? containing : containing.previous(timezone);
  }

  /** The length of a period. */
  public enum Every {
    NONE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR
  }

  /** Which period an instant stands for: the one that contains it, or the one before. */
  public enum Of {
    SAME,
    PREVIOUS
  }
}
