package io.sluice.engine.run;

import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.Slices;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * The data that a run is about.
 *
 * @param slice parameters that are part of the data's identity; empty for most flows
 * @param period the interval, {@code 2026-10}; empty when the flow has no period
 * @param start first instant of the period
 * @param end first instant after the period
 */
public record RunSubject(
    Map<String, String> slice,
    Every every,
    String period,
    Optional<Instant> start,
    Optional<Instant> end) {

  public RunSubject {
    slice = Map.copyOf(slice);
  }

  /** A flow without slice and period. */
  public static final RunSubject WHOLE =
      new RunSubject(Map.of(), Every.NONE, "", Optional.empty(), Optional.empty());

  /** The subject of a run for a period, its bounds taken in the flow's zone. */
  public static RunSubject of(Map<String, String> slice, Period period, ZoneId zone) {
    if (period.every() == Every.NONE) {
      return new RunSubject(slice, Every.NONE, "", Optional.empty(), Optional.empty());
    }
    return new RunSubject(
        slice,
        period.every(),
        period.text(),
        Optional.of(period.startInstant(zone)),
        Optional.of(period.endInstant(zone)));
  }

  /** The slice as text, names in order: {@code taxi=green}; empty without one. */
  public String sliceText() {
    return Slices.text(slice);
  }

  /** Whether its slice has all of these parameters, by name, with these values. */
  public boolean isOf(Map<String, String> parameters) {
    return slice.entrySet().containsAll(parameters.entrySet());
  }

  /** What results of a flow are keyed by: {@code flow/slice/period}. */
  public String resultKey(String flow) {
    return flow + "/" + sliceText() + "/" + period;
  }
}
