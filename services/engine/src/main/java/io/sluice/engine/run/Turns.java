package io.sluice.engine.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose turn it is to publish under each result key: one run at a time, in the order in which their
 * gates let them through. Not thread-safe.
 */
public final class Turns {

  /**
   * The order in which runs are to be {@linkplain #note noted} that have been open since before:
   * those past the point of no return, then those that passed the gate earlier.
   */
  public static final Comparator<RunState> BY_GATE = Comparator.comparing(Turns::gate);

  private final Map<String, Deque<RunRef>> queues = new HashMap<>();

  /** The run that may publish under the key, or does. */
  public Optional<RunRef> turn(String resultKey) {
    return Optional.ofNullable(queues.get(resultKey)).map(Deque::peekFirst);
  }

  /** Queues a run behind its gate; one past the point of no return goes before all others. */
  public void note(RunState state) {
    if (state.started().origin().shadow()) {
      return;
    }
    switch (state.phase()) {
      case RunPhase.Passed _ -> {
        Deque<RunRef> queue = queue(state);
        if (!queue.contains(state.run())) {
          queue.addLast(state.run());
        }
      }
      case RunPhase.Publishing _ -> {
        Deque<RunRef> queue = queue(state);
        if (!state.run().equals(queue.peekFirst())) {
          queue.remove(state.run());
          queue.addFirst(state.run());
        }
      }
      case RunPhase.Working _, RunPhase.Refused _, RunPhase.Ended _ -> {}
    }
  }

  private Deque<RunRef> queue(RunState state) {
    return queues.computeIfAbsent(resultKey(state), _ -> new ArrayDeque<>());
  }

  /** Takes a run that is over out of its queue; the answer is the run whose turn it is now. */
  public Optional<RunRef> leave(RunState state) {
    String key = resultKey(state);
    Deque<RunRef> queue = queues.get(key);
    if (queue == null || !queue.remove(state.run())) {
      return Optional.empty();
    }
    if (queue.isEmpty()) {
      queues.remove(key);
    }
    return turn(key);
  }

  private static Instant gate(RunState state) {
    return switch (state.phase()) {
      case RunPhase.Publishing _ -> Instant.MIN;
      case RunPhase.Passed passed -> passed.gate().at();
      case RunPhase.Working _, RunPhase.Refused _, RunPhase.Ended _ -> Instant.MAX;
    };
  }

  private static String resultKey(RunState state) {
    return state.started().subject().resultKey(state.run().flow());
  }
}
