package io.sluice.engine.backfill;

import io.sluice.engine.flow.Period;
import java.time.Instant;
import java.util.Map;

/**
 * What a person asks of a backfill.
 *
 * @param from first period
 * @param to last period
 * @param parameters given to each run, as typed
 * @param asOf arrivals after this instant do not count
 */
public record BackfillOrder(
    Period from,
    Period to,
    Map<String, String> parameters,
    Revision revision,
    Instant asOf,
    Reprocess reprocess,
    Order order) {

  public BackfillOrder {
    parameters = Map.copyOf(parameters);
  }

  /** Which revision each period runs. */
  public sealed interface Revision {

    /** The latest one. */
    record Current() implements Revision {}

    /** The one that the period's latest run had; the latest one where there was no run. */
    record Original() implements Revision {}

    /** This one. */
    record Given(String revision) implements Revision {}
  }

  /** Which periods are run. */
  public enum Reprocess {
    /** Those without a publication. */
    MISSING,
    /** Those whose latest run did not publish. */
    FAILED,
    /** All of them. */
    ALL
  }

  /** In which order. */
  public enum Order {
    OLDEST,
    NEWEST
  }
}
