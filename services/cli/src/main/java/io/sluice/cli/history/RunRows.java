package io.sluice.cli.history;

import io.sluice.cli.view.RunRow;
import io.sluice.cli.view.RunRow.Standing;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Folds events into the rows of the youngest runs. Of a run that is over only its row is kept, if
 * it is among the youngest. Not thread-safe.
 */
final class RunRows {

  private final RunStates states;
  private final Predicate<RunRow> wanted;
  private final int limit;
  private final PriorityQueue<RunRow> youngest =
      new PriorityQueue<>(RunRow.YOUNGEST_FIRST.reversed());

  /**
   * @param begun which runs to look at, asked when one begins
   * @param wanted which of them to list, asked at their end, or when the rows are asked for
   * @param limit how many rows to keep
   */
  RunRows(Predicate<RunEvent.Started> begun, Predicate<RunRow> wanted, int limit) {
    this.states = new RunStates(begun);
    this.wanted = wanted;
    this.limit = limit;
  }

  void fold(RunEvent event) {
    states
        .fold(event)
        .filter(state -> state.phase() instanceof RunPhase.Ended)
        .ifPresent(state -> add(row(state)));
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
    states.open().forEach(state -> add(row(state)));
    return youngest.stream().sorted(RunRow.YOUNGEST_FIRST).toList();
  }

  private static RunRow row(RunState state) {
    Optional<RunEnd> end =
        state.phase() instanceof RunPhase.Ended(RunEnd how, _)
            ? Optional.of(how)
            : Optional.empty();
    long version = end.map(RunEnd::version).orElse(0L);
    return new RunRow(
        state.run().run(),
        state.run().flow(),
        state.started().subject().slice(),
        state.started().subject().period(),
        end.map(RunEnd::outcome).map(RunRows::standing).orElse(Standing.RUNNING),
        version > 0 ? OptionalLong.of(version) : OptionalLong.empty(),
        state.started().at(),
        state.started().ordinal(),
        state.took());
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
