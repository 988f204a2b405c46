package io.sluice.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drives reactors over one run: folds an input, then says what to write and when to look again.
 *
 * <p>An effect is outstanding until the log shows what it caused. It is written when it first falls
 * due, and again when it stays outstanding for long; what was written is remembered in memory
 * alone, so a service that takes over writes every outstanding effect once.
 */
public final class Coordinator {

  /**
   * How long an effect may stay outstanding before it is written again; doubles each time. Long,
   * since work waits its turn behind a backlog, and what is written again makes that longer.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int MAX_DOUBLINGS = 6;

  private final List<Reactor> reactors;

  public Coordinator(List<? extends Reactor> reactors) {
    this.reactors = List.copyOf(reactors);
  }

  /**
   * A run under coordination.
   *
   * @param written what was written so far, by effect
   */
  public record Watched(RunState state, Map<String, Writing> written) {

    /** A run of which nothing was written yet. */
    public static Watched of(RunState state) {
      return new Watched(state, Map.of());
    }
  }

  /** How often an effect was written, and when last. */
  public record Writing(int times, Instant last) {

    private Instant repeat() {
      return last.plus(PATIENCE.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS)));
    }
  }

  /**
   * What came of an input or a look at the clock.
   *
   * @param next when to look again, if nothing happens before
   */
  public record Reaction(
      Watched watched, Acceptance acceptance, List<Outgoing> outgoing, Optional<Instant> next) {}

  /** Folds an input and says what to write. */
  public Reaction react(Watched watched, RunInput input, Instant now) {
    Evolution evolution = RunFold.evolve(watched.state(), input);
    return write(new Watched(evolution.state(), watched.written()), evolution.acceptance(), now);
  }

  /** Folds an input and writes nothing: for a service that has yet to catch up with the log. */
  public Reaction fold(Watched watched, RunInput input) {
    Evolution evolution = RunFold.evolve(watched.state(), input);
    return new Reaction(
        new Watched(evolution.state(), watched.written()),
        evolution.acceptance(),
        List.of(),
        Optional.empty());
  }

  /** Says what is due now: after a take-over, or when a timer rang. */
  public Reaction look(Watched watched, Instant now) {
    return write(watched, Acceptance.ACCEPTED, now);
  }

  private Reaction write(Watched watched, Acceptance acceptance, Instant now) {
    Map<String, Writing> written = new HashMap<>();
    List<Outgoing> outgoing = new ArrayList<>();
    Instant next = Instant.MAX;
    for (Effect effect : outstanding(watched.state(), now)) {
      Writing before = watched.written().get(effect.id());
      Instant due = before == null ? effect.due() : before.repeat();
      Writing after = before;
      if (!due.isAfter(now)) {
        outgoing.add(effect.outgoing());
        after = new Writing(before == null ? 1 : before.times() + 1, now);
        due = after.repeat();
      }
      if (after != null) {
        written.put(effect.id(), after);
      }
      next = due.isBefore(next) ? due : next;
    }
    return new Reaction(
        new Watched(watched.state(), written),
        acceptance,
        outgoing,
        next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next));
  }

  private List<Effect> outstanding(RunState state, Instant now) {
    if (state.phase() instanceof RunPhase.Ended) {
      return List.of();
    }
    return reactors.stream().flatMap(reactor -> reactor.outstanding(state, now).stream()).toList();
  }
}
