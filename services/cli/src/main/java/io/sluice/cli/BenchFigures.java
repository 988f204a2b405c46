package io.sluice.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What the bench measured.
 *
 * @param hopMs one record from producer to consumer, milliseconds
 * @param stageAddedMs wall time of a stage less its own DuckDB time, milliseconds
 * @param run5Ms a run of five stages, one after the other, milliseconds
 * @param burstRunsPerSecond 500 runs submitted at once
 * @param burstStagesPerSecond their stages
 * @param cpuMsPerRun CPU time of the process per run of the burst, milliseconds
 * @param wineRatio the wine flow's time over that of the same SQL as one bare script
 * @param readyMs from start to ready, milliseconds
 * @param rssRestMb resident memory when ready, MiB
 * @param rssAfterMb resident memory after the load, MiB
 */
public record BenchFigures(
    Percentiles hopMs,
    Percentiles stageAddedMs,
    Percentiles run5Ms,
    double burstRunsPerSecond,
    double burstStagesPerSecond,
    double cpuMsPerRun,
    double wineRatio,
    double readyMs,
    double rssRestMb,
    double rssAfterMb) {

  /** One JSON object on one line, numbers to a hundredth. */
  public String json() {
    return ("{\"hop_ms\":%s,\"stage_added_ms\":%s,\"run5_ms\":%s,\"burst_runs_per_s\":%s,"
            + "\"burst_stages_per_s\":%s,\"cpu_ms_per_run\":%s,\"wine_ratio\":%s,\"ready_ms\":%s,"
            + "\"rss_rest_mb\":%s,\"rss_after_mb\":%s}")
        .formatted(
            json(hopMs),
            json(stageAddedMs),
            json(run5Ms),
            number(burstRunsPerSecond),
            number(burstStagesPerSecond),
            number(cpuMsPerRun),
            number(wineRatio),
            number(readyMs),
            number(rssRestMb),
            number(rssAfterMb));
  }

  /** A table for people; every line ends with a line feed. */
  public String table() {
    return String.format(Locale.ROOT, "%-32s %10s %10s %10s%n", "milliseconds", "p50", "p95", "p99")
        + row("Kafka hop", hopMs)
        + row("added per stage", stageAddedMs)
        + row("run of 5 stages", run5Ms)
        + "\n"
        + row("burst", burstRunsPerSecond, "runs/s")
        + row("burst", burstStagesPerSecond, "stages/s")
        + row("CPU time per run", cpuMsPerRun, "ms")
        + row("wine flow over bare DuckDB", wineRatio, "times")
        + row("start to ready", readyMs, "ms")
        + row("memory at rest", rssRestMb, "MiB")
        + row("memory after the load", rssAfterMb, "MiB");
  }

  private static String row(String name, Percentiles value) {
    return String.format(
        Locale.ROOT, "%-32s %10.1f %10.1f %10.1f%n", name, value.p50(), value.p95(), value.p99());
  }

  private static String row(String name, double value, String unit) {
    return String.format(Locale.ROOT, "%-32s %,10.1f %s%n", name, value, unit);
  }

  private static String json(Percentiles value) {
    return "{\"p50\":%s,\"p95\":%s,\"p99\":%s}"
        .formatted(number(value.p50()), number(value.p95()), number(value.p99()));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
