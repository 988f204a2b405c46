package io.sluice.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of the coordination a service takes on.
 *
 * @param startsAndEnds whether it turns triggers into runs, publishes and ends them
 * @param validates whether it hands out checks and keeps the gate
 * @param pools the pools whose stages it hands out; empty for all of them, when present
 */
public record Duties(boolean startsAndEnds, boolean validates, Optional<Set<String>> pools) {

  /** Everything: one process that does it all. */
  public static final Duties ALL = new Duties(true, true, Optional.of(Set.of()));

  /** Turns triggers into runs and ends them. */
  public static final Duties RUNS = new Duties(true, false, Optional.empty());

  /** Checks, figures and the gate. */
  public static final Duties VALIDATION = new Duties(false, true, Optional.empty());

  public Duties {
    pools = pools.map(Set::copyOf);
  }

  /** The stages of these pools. */
  public static Duties ofPools(Set<String> pools) {
    return new Duties(false, false, Optional.of(pools));
  }

  /** The reactors that do it. */
  public List<Reactor> reactors(Publications publications) {
    List<Reactor> reactors = new ArrayList<>();
    if (startsAndEnds) {
      reactors.add(new RunsReactor());
      reactors.add(new PublishingReactor(publications));
    }
    if (validates) {
      reactors.add(new ValidationReactor());
    }
    pools.ifPresent(
        served -> reactors.add(new PoolReactor(pool -> served.isEmpty() || served.contains(pool))));
    return reactors;
  }
}
