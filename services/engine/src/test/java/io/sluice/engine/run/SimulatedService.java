package io.sluice.engine.run;

import io.sluice.engine.run.Coordinator.Reaction;
import io.sluice.engine.run.Coordinator.Watched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service that reads the log in its own time and forgets all but the log when it crashes. */
final class SimulatedService {

  private final Duties duties;
  private final Coordinator coordinator;
  private final List<RunInput> log;
  private final List<Outgoing> unsent = new ArrayList<>();
  private Watched watched;
  private Optional<Instant> next = Optional.empty();
  private int position = 1;

  SimulatedService(Duties duties, Coordinator coordinator, List<RunInput> log) {
    this.duties = duties;
    this.coordinator = coordinator;
    this.log = log;
    watched = Watched.of(RunFold.begin((RunEvent.Started) log.getFirst()));
    look(watched.state().started().at());
  }

  boolean isBehind() {
    return position < log.size();
  }

  boolean isOver() {
    return watched.state().phase() instanceof RunPhase.Ended;
  }

  RunState state() {
    return watched.state();
  }

  List<Outgoing> unsent() {
    return unsent;
  }

  Optional<Instant> next() {
    return next;
  }

  void read(Instant now) {
    RunInput input = log.get(position++);
    if (folds(input)) {
      take(coordinator.react(watched, input, now));
    }
  }

  void look(Instant now) {
    take(coordinator.look(watched, now));
  }

  /** Loses what it had not sent, folds the log to its end, then takes over. */
  void crash(Instant now) {
    unsent.clear();
    RunState state = RunFold.begin((RunEvent.Started) log.getFirst());
    for (RunInput input : log.subList(1, log.size())) {
      if (folds(input)) {
        state = RunFold.evolve(state, input).state();
      }
    }
    position = log.size();
    watched = Watched.of(state);
    look(now);
  }

  private boolean folds(RunInput input) {
    return input instanceof RunEvent || duties.startsAndEnds();
  }

  private void take(Reaction reaction) {
    if (reaction.acceptance() == Acceptance.ILLEGAL) {
      throw new IllegalStateException("a writer with a defect: " + log.get(position - 1));
    }
    watched = reaction.watched();
    next = reaction.next();
    unsent.addAll(reaction.outgoing());
  }
}
