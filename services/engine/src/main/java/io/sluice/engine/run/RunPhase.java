package io.sluice.engine.run;

import io.sluice.engine.run.RunEvent.GatePassed;
import java.time.Instant;
import java.util.List;

/** Where a run stands. */
public sealed interface RunPhase {

  /** Stages work, checks look at what they made. */
  record Working() implements RunPhase {}

  /** The gate let it through; the publication is not open yet. */
  record Passed(GatePassed gate) implements RunPhase {}

  /**
   * The gate refused it.
   *
   * @param released whether its ResultRejected was read back
   */
  record Refused(List<String> failed, boolean released) implements RunPhase {
    public Refused {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Past the point of no return.
   *
   * @param released whether its ResultPublished was read back
   */
  record Publishing(GatePassed gate, long version, Instant openedAt, boolean released)
      implements RunPhase {}

  /**
   * Over.
   *
   * @param at when it ended
   */
  record Ended(RunEnd end, Instant at) implements RunPhase {}
}
