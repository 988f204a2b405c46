package io.sluice.cli;

import java.util.Arrays;

/**
 * Percentiles by nearest rank: p50 is the smallest measured value that at least half of the values
 * do not exceed, so each is a value that was really measured. With n values sorted, the percentile
 * p is the one of rank ⌈p · n / 100⌉, counted from 1 (Hyndman and Fan 1996, definition 1).
 */
public record Percentiles(double p50, double p95, double p99) {

  /**
   * The percentiles of some measurements, in their unit and any order.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Percentiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("percentiles need at least one value");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  private static double rank(double[] sorted, int percent) {
    int rank = Math.ceilDiv(percent * sorted.length, 100);
    return sorted[rank - 1];
  }
}
