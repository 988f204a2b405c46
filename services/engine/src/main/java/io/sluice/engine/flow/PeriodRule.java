package io.sluice.engine.flow;

import java.time.ZoneId;

/** The one rule that gives the period of ticks, files and requests. */
public record PeriodRule(Every every, Of of, ZoneId timezone) {

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
