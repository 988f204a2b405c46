package io.sluice.engine.trigger;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open runs of each lane and of each backfill: what limits on open runs count. Not thread-safe.
 */
public final class Lanes {

  private final Map<String, Set<RunRef>> open = new HashMap<>();
  private final Map<String, Integer> limits = new HashMap<>();

  /** How many runs of a backfill may be open at once in a lane; one where nothing is said. */
  public void limit(String backfill, int maxActive) {
    limits.put(backfill, maxActive);
  }

  /**
   * Decides on the first of a queue: a full backfill holds it, then what the flow says counts.
   *
   * @param schedule the schedule that told of it; empty for all but ticks
   */
  public Admission admission(RunRequest request, Flow flow, Optional<String> schedule) {
    if (isFull(request)) {
      return Admission.HOLD;
    }
    return Admission.of(
        flow.rules().maxActive(),
        schedule.flatMap(flow::schedule).flatMap(Schedule::overlap),
        in(request.lane()).size());
  }

  private boolean isFull(RunRequest request) {
    return request
        .origin()
        .backfill()
        .filter(id -> in(request.queue()).size() >= limits.getOrDefault(id, 1))
        .isPresent();
  }

  /** Notes that a run is about to be open. */
  public void enter(RunRequest request) {
    enter(request.lane(), request.run());
    enter(request.queue(), request.run());
  }

  /** Notes that a run is open. */
  public void enter(RunState state) {
    enter(lane(state), state.run());
    queue(state).ifPresent(queue -> enter(queue, state.run()));
  }

  private void enter(String lane, RunRef run) {
    open.computeIfAbsent(lane, _ -> new LinkedHashSet<>()).add(run);
  }

  /** Notes that a run is over; the answer is its lane. */
  public String leave(RunState state) {
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

  /** The open runs of a lane or of a queue, in the order in which they were told of. */
  public Set<RunRef> in(String lane) {
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
