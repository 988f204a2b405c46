package io.sluice.cli.history;

import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Folds the events of many runs. The state of a run is kept only while it is open, then its key.
 * Not thread-safe.
 */
public final class RunStates {

  private final Predicate<RunEvent.Started> wanted;
  private final Map<String, RunState> open = new HashMap<>();
  private final Set<String> over = new HashSet<>();

  /**
   * @param wanted which runs to look at, asked when one begins
   */
  public RunStates(Predicate<RunEvent.Started> wanted) {
    this.wanted = wanted;
  }

  /** The state after an event; empty when its run is over already, or is not looked at. */
  public Optional<RunState> fold(RunEvent event) {
    String key = event.run().key();
    RunState before = open.get(key);
    Optional<RunState> after =
        before == null ? begin(event) : Optional.of(RunFold.evolve(before, event).state());
    after.ifPresent(state -> keep(key, state));
    return after;
  }

  /** A run begins once: a RunStarted that was written twice may come after the run's end. */
  private Optional<RunState> begin(RunEvent event) {
    return event instanceof RunEvent.Started started
            && wanted.test(started)
            && !over.contains(started.run().key())
        ? Optional.of(RunFold.begin(started))
        : Optional.empty();
  }

  private void keep(String key, RunState state) {
    if (state.phase() instanceof RunPhase.Ended) {
      open.remove(key);
      over.add(key);
    } else {
      open.put(key, state);
    }
  }

  /** The runs that are not over. */
  public Collection<RunState> open() {
    return open.values();
  }
}
