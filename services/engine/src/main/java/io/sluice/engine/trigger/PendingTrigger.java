package io.sluice.engine.trigger;

import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A trigger that has not become a run yet. */
public sealed interface PendingTrigger {

  /** How long a revision may take to be read before its trigger is refused. */
  Duration PATIENCE = Duration.ofSeconds(60);

  /** The flow it is for. */
  String flow();

  /** Identity among all that waits. */
  String key();

  /** The revision that has to be known first; empty for any. */
  default String revision() {
    return "";
  }

  /**
   * What a run of it is planned by: the revision that it names, or the latest one. Empty until that
   * was read.
   */
  default Optional<FlowDefinition> definition(FlowCatalog flows) {
    return revision().isEmpty() ? flows.latest(flow()) : flows.find(flow(), revision());
  }

  /**
   * What comes of it while it has no {@link #definition}.
   *
   * @param since when it was first found to have none in a catalog that {@linkplain
   *     FlowCatalog#isRead is read}
   */
  default Resolution undefined(FlowCatalog flows, Instant since, Instant now) {
    if (flows.isRetired(flow())) {
      return new Resolution.Refused(List.of("flow %s is retired".formatted(flow())));
    }
    if (since.plus(PATIENCE).isAfter(now)) {
      return new Resolution.Unread();
    }
    String unknown =
        revision().isEmpty()
            ? "flow %s is not known".formatted(flow())
            : "revision %s of flow %s is not known".formatted(revision(), flow());
    return new Resolution.Refused(List.of(unknown));
  }

  /** When it was told. */
  Instant at();

  /** Identity of what was told. */
  String id();

  /** Who or what told of it, in words. */
  String by();

  /** The run that it becomes; empty where that hangs on what else arrives. */
  Optional<RunRef> run();

  /** What its refusal is told under. */
  String refusalKey();

  /** Whether it tells more than another one of the same {@link #key()}. */
  default boolean renews(PendingTrigger other) {
    return false;
  }

  /** The {@link Arrival#set()} whose arrivals may change what comes of it; empty for none. */
  default Optional<String> waitsFor() {
    return Optional.empty();
  }

  /** Where it comes from. */
  Origin.Kind kind();

  /** The schedule that told of it; empty for all but ticks. */
  default Optional<String> schedule() {
    return Optional.empty();
  }

  /** Somebody asked for a run. */
  record Asked(RunRequest request, Instant at) implements PendingTrigger {
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

    /** The definition whose reference files are those that it counts on. */
    @Override
    public Optional<FlowDefinition> definition(FlowCatalog flows) {
      return PendingTrigger.super.definition(flows).filter(this::countsOn);
    }

    private boolean countsOn(FlowDefinition definition) {
      return request.revision().isEmpty()
          || request.referencesHash().isEmpty()
          || request.referencesHash().equals(definition.referencesHash());
    }

    @Override
    public String id() {
      return request.id();
    }

    @Override
    public String by() {
      return request.requestedBy();
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
  record Ticked(Tick tick) implements PendingTrigger {
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
    public String id() {
      return tick.id();
    }

    @Override
    public String by() {
      return "schedule " + tick.schedule();
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
    public Optional<String> waitsFor() {
      return Optional.of(tick.subject().resultKey(tick.flow()));
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
  record Arrived(Arrival last) implements PendingTrigger {
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

    /** The latest one, once the one that took the last of them in is known. */
    @Override
    public Optional<FlowDefinition> definition(FlowCatalog flows) {
      return PendingTrigger.super.definition(flows).flatMap(_ -> flows.latest(flow()));
    }

    /** Of a retired flow nothing: arrivals that were there before have had their runs. */
    @Override
    public Resolution undefined(FlowCatalog flows, Instant since, Instant now) {
      return flows.isRetired(flow())
          ? new Resolution.Nothing()
          : PendingTrigger.super.undefined(flows, since, now);
    }

    @Override
    public String id() {
      return last.id();
    }

    @Override
    public String by() {
      return "arrivals";
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
    public boolean renews(PendingTrigger other) {
      return !(other instanceof Arrived before) || !before.last.id().equals(last.id());
    }

    @Override
    public Origin.Kind kind() {
      return Origin.Kind.ARRIVAL;
    }
  }
}
