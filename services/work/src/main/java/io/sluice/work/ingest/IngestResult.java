package io.sluice.work.ingest;

import java.util.List;

/** How taking in an input ended. */
public sealed interface IngestResult {

  /**
   * The input keeps its contract and is written.
   *
   * @param rows in the data file
   * @param quarantined rows in the quarantine file; that file exists whenever the contract allows
   *     quarantine, even with none
   */
  record Loaded(long rows, long quarantined) implements IngestResult {}

  /**
   * The input cannot be used; nothing was written.
   *
   * @param first20 the first offending cells in file and row order; empty when a file as a whole is
   *     at fault
   * @param violationCount all offending cells
   * @param summary sentences for the person who sent the files
   */
  record Refused(List<Violation> first20, long violationCount, String summary)
      implements IngestResult {
    public Refused {
      first20 = List.copyOf(first20);
    }
  }
}
