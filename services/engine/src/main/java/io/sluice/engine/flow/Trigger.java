package io.sluice.engine.flow;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What starts a run of a flow, besides a request. */
public sealed interface Trigger {

  /**
   * A cron schedule of five fields, in the flow's time zone.
   *
   * @param name names the schedule in its flow; part of the identity of its ticks
   * @param catchup which ticks are made up for after a downtime
   * @param overlap what a tick does while a run of its flow and slice is open; empty to start
   *     beside it
   * @param onMissing what a tick does when inputs of its period have not arrived
   * @param jitter ticks are told up to so much later, each by its own share
   * @param parameters given to its runs, canonical text by name
   * @param start first day of its ticks, in the flow's time zone
   * @param end last day of its ticks, in the flow's time zone
   */
  record Schedule(
      String name,
      String cron,
      boolean enabled,
      Catchup catchup,
      Optional<Overlap> overlap,
      OnMissing onMissing,
      Duration jitter,
      Map<String, String> parameters,
      Optional<LocalDate> start,
      Optional<LocalDate> end)
      implements Trigger {
    public Schedule {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Starts when every input named here has arrived for a slice and period; all inputs when empty.
   *
   * @param quiet how long no correction may have come before a run of corrected inputs starts
   */
  record Arrivals(List<String> inputs, Duration quiet) implements Trigger {

    /** The quiet time of flows that name none. */
    public static final Duration USUAL_QUIET = Duration.ofSeconds(10);

    public Arrivals {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * A result of another flow: the file of a publication arrives as the input whose pattern matches
   * its name.
   */
  record Result(String flow, String publication) implements Trigger {}

  /** Which missed ticks are made up for after a downtime. */
  enum Catchup {
    NONE,
    LAST,
    ALL
  }

  /** What a tick does while a run of its flow and slice is open. */
  enum Overlap {
    SKIP,
    QUEUE,
    CANCEL_RUNNING
  }

  /** What a tick does when inputs of its period have not arrived. */
  sealed interface OnMissing {

    /** Its run starts without them, and is rejected by name. */
    record Reject() implements OnMissing {}

    /** It waits so long, then starts like {@link Reject}. */
    record Wait(Duration limit) implements OnMissing {}

    /** No run comes of it. */
    record Skip() implements OnMissing {}
  }
}
