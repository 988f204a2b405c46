package io.sluice.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run in a list of runs.
 *
 * @param slice parameters that are part of the data's identity; empty for most flows
 * @param period {@code 2026-10}; empty when the flow has none
 * @param version that it published, or found to be unchanged; empty when neither
 * @param ordinal the flow's runs counted in the order of their triggers
 * @param took from its start to its end; empty while it runs
 */
public record RunRow(
    String run,
    String flow,
    Map<String, String> slice,
    String period,
    Standing standing,
    OptionalLong version,
    Instant started,
    long ordinal,
    Optional<Duration> took) {

  private static final int SHORT = 8;

  /** Of two that began in the same millisecond, the flow's younger one is first. */
  public static final Comparator<RunRow> YOUNGEST_FIRST =
      Comparator.comparing(RunRow::started).thenComparing(RunRow::ordinal).reversed();

  public RunRow {
    slice = Map.copyOf(slice);
  }

  /** Where a run stands. */
  public enum Standing {
    RUNNING,
    PUBLISHED,
    UNCHANGED,
    SUPERSEDED,
    REPLAYED,
    REJECTED,
    FAILED,
    CANCELLED;

    /** As people type and read it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The first characters of a run's id, by which other commands know the run. */
  static String shortId(String run) {
    return run.substring(0, Math.min(SHORT, run.length()));
  }
}
