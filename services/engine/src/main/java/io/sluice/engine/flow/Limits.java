package io.sluice.engine.flow;

/**
 * What one execution of a stage may use, and how often it is tried.
 *
 * @param timeoutMs longest time of one attempt, from its start
 * @param maxAttempts attempts in all, at least 1
 * @param backoffMs wait before the second attempt; doubles for each further one
 * @param memoryMb memory of the DuckDB session, 0 for the worker's own limit
 */
public record Limits(long timeoutMs, int maxAttempts, long backoffMs, int memoryMb) {

  /** Ten minutes, three attempts, one second, the worker's memory. */
  public static final Limits DEFAULT = new Limits(600_000, 3, 1_000, 0);

  public Limits {
    if (timeoutMs < 1 || maxAttempts < 1 || backoffMs < 0 || memoryMb < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
