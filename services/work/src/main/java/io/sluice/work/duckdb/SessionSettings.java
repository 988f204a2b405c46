package io.sluice.work.duckdb;

import java.nio.file.Path;

/**
 * What every DuckDB instance of a process may use.
 *
 * @param scratch folder for spilled rows; processes may share it, each works in a part of its own
 * @param memoryMb memory of an instance
 * @param maxSpillMb disk space of an instance for rows that memory cannot hold
 * @param threads threads of a query
 * @param maxIdle instances of flows without work that are kept for the next stage
 */
public record SessionSettings(
    Path scratch, int memoryMb, int maxSpillMb, int threads, int maxIdle) {

  public SessionSettings {
    if (memoryMb < 32 || maxSpillMb < 0 || threads < 1 || maxIdle < 0) {
      throw new IllegalArgumentException(
          "a DuckDB instance needs at least 32 MB of memory and one thread; limits are not"
              + " negative");
    }
  }

  /**
   * 1 GB of memory, 10 GB of spill, one thread, eight idle instances. A worker works as many stages
   * at once as it has processors, so a query with threads of its own would only make them wait.
   */
  public static SessionSettings in(Path scratch) {
    return new SessionSettings(scratch, 1_024, 10_240, 1, 8);
  }
}
