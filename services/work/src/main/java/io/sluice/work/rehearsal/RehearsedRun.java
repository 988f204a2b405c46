package io.sluice.work.rehearsal;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.Coordinator;
import io.sluice.engine.run.Coordinator.Reaction;
import io.sluice.engine.run.Coordinator.Watched;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Outgoing;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunInput;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.StageItem;
import io.sluice.work.check.CheckRunner;
import io.sluice.work.check.CheckWork;
import io.sluice.work.stage.StageWork;
import io.sluice.work.stage.Workbench;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A run that is driven by the engine and worked as a service does, one item after the other, with a
 * queue in memory for a log. What would be tried again later is not. Used by one thread.
 */
final class RehearsedRun {

  private static final String WORKER = "rehearsal";

  private final Workbench bench;
  private final CheckRunner checks;
  private final Flow flow;
  private final Turn turn;
  private final InstantSource clock;
  private final Coordinator coordinator =
      new Coordinator(Duties.ALL.reactors(new NoPublications()));
  private final Deque<Outgoing> outgoing = new ArrayDeque<>();
  private Watched watched;

  RehearsedRun(
      Workbench bench,
      CheckRunner checks,
      Flow flow,
      RunEvent.Started started,
      Turn turn,
      InstantSource clock) {
    this.bench = bench;
    this.checks = checks;
    this.flow = flow;
    this.turn = turn;
    this.clock = clock;
    this.watched = Watched.of(RunFold.begin(started));
  }

  /** Works until the run is over; empty when it comes to no end, or was told to stop before. */
  Optional<RunEnd> play() {
    note(coordinator.look(watched, clock.instant()));
    while (!outgoing.isEmpty() && !turn.isOver()) {
      for (RunInput input : perform(outgoing.removeFirst())) {
        note(coordinator.react(watched, input, clock.instant()));
      }
    }
    return watched.state().phase() instanceof RunPhase.Ended(RunEnd end, _)
        ? Optional.of(end)
        : Optional.empty();
  }

  private void note(Reaction reaction) {
    watched = reaction.watched();
    outgoing.addAll(reaction.outgoing());
  }

  private List<RunInput> perform(Outgoing next) {
    return switch (next) {
      case Outgoing.Emit emit -> List.of(emit.event());
      case Outgoing.Release release -> List.of(new RunInput.ResultReleased(release.result().run()));
      case Outgoing.DispatchStage dispatch -> work(dispatch.item());
      case Outgoing.DispatchCheck dispatch -> check(dispatch.item());
    };
  }

  private List<RunInput> work(StageItem item) {
    StageWork work = new StageWork(bench, item, flow, WORKER, clock::instant);
    return turn.take(work::interrupt, () -> List.of(work.begun(), work.perform()));
  }

  private List<RunInput> check(CheckItem item) {
    CheckWork work = checks.begin(item, flow);
    return turn.take(work::interrupt, () -> List.of(work.perform(clock.instant())));
  }
}
