package io.sluice.cli.client;

import io.sluice.cli.view.RunRow;
import io.sluice.cli.view.RunRow.Standing;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Folds events into the rows of the youngest runs. The whole state of a run is kept only while it
 * is open, then its key, and its row if it is among the youngest. Not thread-safe.
 */
final class RunRows {

  private final Predicate<RunEvent.Started> begun;
  private final Predicate<RunRow> wanted;
  private final int limit;
  private final Map<String, RunState> open = new HashMap<>();
  private final Set<String> over = new HashSet<>();
  private final PriorityQueue<RunRow> youngest =
      new PriorityQueue<>(RunRow.YOUNGEST_FIRST.reversed());

  /**
   * @param begun which runs to look at, asked when one begins
   * @param wanted which of them to list, asked at their end, or when the rows are asked for
   * @param limit how many rows to keep
   */
  RunRows(Predicate<RunEvent.Started> begun, Predicate<RunRow> wanted, int limit) {
    this.begun = begun;
    this.wanted = wanted;
    this.limit = limit;
  }

  void fold(RunEvent event) {
    String key = event.run().key();
    RunState before = open.get(key);
    if (before == null) {
      begin(event);
      return;
    }
    RunState state = RunFold.evolve(before, event).state();
    if (state.phase() instanceof RunPhase.Ended ended) {
      open.remove(key);
      over.add(key);
      add(row(state, Optional.of(ended.end()), Optional.of(event.at())));
    } else {
      open.put(key, state);
    }
  }

  /** A run begins once: a RunStarted that was written twice may come after the run's end. */
  private void begin(RunEvent event) {
    if (event instanceof RunEvent.Started started
        && begun.test(started)
        && !over.contains(started.run().key())) {
      open.put(started.run().key(), RunFold.begin(started));
    }
  }

  private void add(RunRow row) {
    if (!wanted.test(row)) {
      return;
    }
    youngest.add(row);
    if (youngest.size() > limit) {
      youngest.remove();
    }
  }

  /** The rows, the youngest run first; to be asked for once, after the last event. */
  List<RunRow> rows() {
    open.values().forEach(state -> add(row(state, Optional.empty(), Optional.empty())));
    return youngest.stream().sorted(RunRow.YOUNGEST_FIRST).toList();
  }

  private static RunRow row(RunState state, Optional<RunEnd> end, Optional<Instant> ended) {
    long version = end.map(RunEnd::version).orElse(0L);
    Instant started = state.started().at();
    return new RunRow(
        state.run().run(),
        state.run().flow(),
        state.started().subject().slice(),
        state.started().subject().period(),
        end.map(RunEnd::outcome).map(RunRows::standing).orElse(Standing.RUNNING),
        version > 0 ? OptionalLong.of(version) : OptionalLong.empty(),
        started,
        state.started().ordinal(),
        ended.map(at -> Duration.between(started, at)));
  }

  private static Standing standing(RunEnd.Outcome outcome) {
    return switch (outcome) {
      case PUBLISHED -> Standing.PUBLISHED;
      case UNCHANGED -> Standing.UNCHANGED;
      case SUPERSEDED -> Standing.SUPERSEDED;
      case REPLAYED -> Standing.REPLAYED;
      case REJECTED -> Standing.REJECTED;
      case FAILED -> Standing.FAILED;
      case CANCELLED -> Standing.CANCELLED;
    };
  }
}
