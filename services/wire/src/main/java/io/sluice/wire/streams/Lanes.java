package io.sluice.wire.streams;

import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunState;
import io.sluice.engine.trigger.Lane;
import io.sluice.engine.trigger.RunRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The open runs of each lane: what limits on open runs count. */
final class Lanes {

  private final Map<String, Set<RunRef>> open = new HashMap<>();

  /** Notes that a run is about to be open. */
  void enter(RunRequest request) {
    enter(request.lane(), request.run());
    enter(request.queue(), request.run());
  }

  /** Notes that a run is open. */
  void enter(RunState state) {
    enter(lane(state), state.run());
    queue(state).ifPresent(queue -> enter(queue, state.run()));
  }

  private void enter(String lane, RunRef run) {
    open.computeIfAbsent(lane, _ -> new LinkedHashSet<>()).add(run);
  }

  /** Notes that a run is over; the answer is its lane. */
  String leave(RunState state) {
    String lane = lane(state);
    leave(lane, state.run());
    queue(state).ifPresent(queue -> leave(queue, state.run()));
    return lane;
  }

  private void leave(String lane, RunRef run) {
    open.computeIfPresent(
        lane,
        (_, runs) -> {
          runs.remove(run);
          return runs.isEmpty() ? null : runs;
        });
  }

  Set<RunRef> in(String lane) {
    return open.getOrDefault(lane, Set.of());
  }

  /** The queue of its backfill, if it is part of one. */
  private static Optional<String> queue(RunState state) {
    return state.started().origin().backfill().map(id -> lane(state) + "#" + id);
  }

  private static String lane(RunState state) {
    return Lane.of(state.run().flow(), state.started().subject());
  }
}
