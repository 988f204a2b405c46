package io.sluice.engine.run;

import java.util.List;

/**
 * How a run ended.
 *
 * @param version the publication's version: the new one, or the current one when unchanged; 0 when
 *     there is none
 * @param reasons what stood against it; empty when nothing did
 */
public record RunEnd(Outcome outcome, long version, List<String> reasons) {

  public RunEnd {
    reasons = List.copyOf(reasons);
  }

  /** The ways a run ends. */
  public enum Outcome {
    PUBLISHED,
    /** The artefacts equal those of the current publication: no new version. */
    UNCHANGED,
    /** A younger run of the same period published first. */
    SUPERSEDED,
    /** A replay: delivered to a folder of its own, and not published. */
    REPLAYED,
    REJECTED,
    FAILED,
    CANCELLED
  }
}
