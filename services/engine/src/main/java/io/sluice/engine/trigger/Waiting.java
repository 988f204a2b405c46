package io.sluice.engine.trigger;

import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunRef;
import java.time.Instant;
import java.util.Optional;

/** A trigger that has not become a run yet. */
public sealed interface Waiting {

  /** The flow it is for. */
  String flow();

  /** Identity among all that waits. */
  String key();

  /** The revision that has to be known first; empty for any. */
  default String revision() {
    return "";
  }

  /** When it was told. */
  Instant at();

  /** The run that it becomes; empty where that hangs on what else arrives. */
  Optional<RunRef> run();

  /** What its refusal is told under. */
  String refusalKey();

  /** Whether it tells more than another one of the same {@link #key()}. */
  default boolean renews(Waiting other) {
    return false;
  }

  /** Where it comes from. */
  Origin.Kind kind();

  /** The schedule that told of it; empty for all but ticks. */
  default Optional<String> schedule() {
    return Optional.empty();
  }

  /** Somebody asked for a run. */
  record Asked(RunRequest request, Instant at) implements Waiting {
    @Override
    public String flow() {
      return request.flow();
    }

    @Override
    public String key() {
      return request.run().key();
    }

    @Override
    public String revision() {
      return request.revision();
    }

    @Override
    public Optional<RunRef> run() {
      return Optional.of(request.run());
    }

    @Override
    public String refusalKey() {
      return request.run().key();
    }

    @Override
    public Origin.Kind kind() {
      return request.origin().kind();
    }
  }

  /** A tick. */
  record Ticked(Tick tick) implements Waiting {
    @Override
    public String flow() {
      return tick.flow();
    }

    @Override
    public String key() {
      return "tick/" + tick.id();
    }

    @Override
    public Instant at() {
      return tick.at();
    }

    @Override
    public Optional<RunRef> run() {
      return Optional.of(tick.run());
    }

    @Override
    public String refusalKey() {
      return tick.run().key();
    }

    @Override
    public Origin.Kind kind() {
      return Origin.Kind.TICK;
    }

    @Override
    public Optional<String> schedule() {
      return Optional.of(tick.schedule());
    }
  }

  /** Arrivals of a slice and period, told last by that one. */
  record Arrived(Arrival last) implements Waiting {
    @Override
    public String flow() {
      return last.flow();
    }

    @Override
    public String key() {
      return "arrivals/" + last.set();
    }

    @Override
    public Instant at() {
      return last.at();
    }

    @Override
    public Optional<RunRef> run() {
      return Optional.empty();
    }

    @Override
    public String revision() {
      return last.revision();
    }

    @Override
    public String refusalKey() {
      return flow() + "/" + last.id();
    }

    @Override
    public boolean renews(Waiting other) {
      return !(other instanceof Arrived before) || !before.last.id().equals(last.id());
    }

    @Override
    public Origin.Kind kind() {
      return Origin.Kind.ARRIVAL;
    }
  }
}
