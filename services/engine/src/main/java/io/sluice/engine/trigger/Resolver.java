package io.sluice.engine.trigger;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.Origin.Kind;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells what run a pending trigger asks for: its inputs, its parameters, and from when. */
public final class Resolver {

  private final Flow flow;
  private final String referencesHash;
  private final Arrivals arrivals;
  private final Function<String, Optional<Flow>> revisions;

  /**
   * @param flow the revision that is to run
   * @param revisions the flow's other revisions, by their hash
   */
  public Resolver(
      Flow flow,
      String referencesHash,
      Arrivals arrivals,
      Function<String, Optional<Flow>> revisions) {
    this.flow = flow;
    this.referencesHash = referencesHash;
    this.arrivals = arrivals;
    this.revisions = revisions;
  }

  /** By a definition of a flow, and the flow's other revisions that were read. */
  public static Resolver of(FlowDefinition definition, FlowCatalog flows, Arrivals arrivals) {
    Flow flow = definition.flow();
    return new Resolver(
        flow,
        definition.referencesHash(),
        arrivals,
        revision -> flows.find(flow.name(), revision).map(FlowDefinition::flow));
  }

  /** What comes of a trigger at an instant. */
  public Resolution resolve(PendingTrigger trigger, Instant now) {
    return switch (trigger) {
      case PendingTrigger.Asked asked -> new Resolution.Ready(asked.request());
      case PendingTrigger.Ticked ticked -> tick(ticked.tick(), now);
      case PendingTrigger.Arrived arrived -> arrived(arrived.last().subject(), now);
    };
  }

  private Resolution tick(Tick tick, Instant now) {
    Optional<Schedule> schedule = flow.schedule(tick.schedule());
    if (schedule.isEmpty()) {
      return refused("the flow has no schedule %s any more".formatted(tick.schedule()));
    }
    List<String> missing = missing(tick.subject(), inputs());
    if (missing.isEmpty()) {
      return ready(tick);
    }
    return switch (schedule.get().onMissing()) {
      case OnMissing.Reject _ -> ready(tick);
      case OnMissing.Skip _ -> refused(notArrived(missing, tick.subject()));
      case OnMissing.Wait wait -> {
        Instant due = tick.at().plus(wait.limit());
        yield due.isAfter(now) ? new Resolution.NotBefore(due) : ready(tick);
      }
    };
  }

  private static String notArrived(List<String> missing, RunSubject subject) {
    return "%s not arrived for %s"
        .formatted(
            String.join(", ", missing) + (missing.size() == 1 ? " has" : " have"),
            subject.period().isEmpty() ? "this flow" : subject.period());
  }

  private Resolution ready(Tick tick) {
    return new Resolution.Ready(
        new RunRequest(
            flow.name(),
            flow.revision(),
            referencesHash,
            tick.subject(),
            tick.parameters(),
            files(tick.subject()),
            Origin.of(Kind.TICK, tick.id()),
            "schedule " + tick.schedule(),
            tick.planned()));
  }

  private Resolution arrived(RunSubject subject, Instant now) {
    Optional<Trigger.Arrivals> trigger = trigger(subject);
    if (trigger.isEmpty() || !missing(subject, trigger.get().inputs()).isEmpty()) {
      return new Resolution.Nothing();
    }
    List<Arrival> set = latest(subject, trigger.get().inputs());
    String id = setId(set);
    Optional<String> before = arrivals.lastStarted(subject.resultKey(flow.name()));
    if (before.filter(id::equals).isPresent()) {
      return new Resolution.Nothing();
    }
    Instant last = Collections.max(set, Arrival.BY_AGE).at();
    Instant quiet = last.plus(trigger.get().quiet());
    if (before.isPresent() && quiet.isAfter(now)) {
      return new Resolution.NotBefore(quiet);
    }
    return new Resolution.Ready(request(subject, id, set, last));
  }

  /**
   * The trigger that decides: that of the revision by which the youngest of the arrivals that it
   * awaits was taken in. So arrivals mean the same whenever they are looked at, and a trigger that
   * is written later starts nothing of what came before it.
   */
  private Optional<Trigger.Arrivals> trigger(RunSubject subject) {
    return latest(subject, inputs()).stream()
        .sorted(Arrival.BY_AGE.reversed())
        .flatMap(arrival -> triggeredBy(arrival, subject).stream())
        .findFirst();
  }

  private Optional<Trigger.Arrivals> triggeredBy(Arrival arrival, RunSubject subject) {
    return revisionOf(arrival)
        .arrivals()
        .filter(trigger -> trigger.inputs().contains(arrival.input()))
        .filter(
            trigger ->
                Collections.max(latest(subject, trigger.inputs()), Arrival.BY_AGE).equals(arrival));
  }

  private Flow revisionOf(Arrival arrival) {
    return Optional.of(arrival.revision())
        .filter(revision -> !revision.isEmpty() && !revision.equals(flow.revision()))
        .flatMap(revisions)
        .orElse(flow);
  }

  private RunRequest request(RunSubject subject, String id, List<Arrival> set, Instant last) {
    List<String> ids = set.stream().map(Arrival::id).toList();
    Origin origin =
        new Origin(Kind.ARRIVAL, id, ids, Map.of(), Optional.empty(), Optional.empty(), false);
    return new RunRequest(
        flow.name(),
        flow.revision(),
        referencesHash,
        subject,
        subject.slice(),
        files(subject),
        origin,
        "arrivals",
        last);
  }

  /** The same arrivals have the same id, in whatever order they came. */
  private static String setId(List<Arrival> set) {
    return Ids.of(set.stream().map(Arrival::id).sorted().toArray(String[]::new));
  }

  private List<Arrival> latest(RunSubject subject, List<String> inputs) {
    return inputs.stream()
        .flatMap(input -> arrivals.latest(flow.name(), subject, input).stream())
        .toList();
  }

  private List<String> inputs() {
    return flow.inputs().stream().map(Input::name).toList();
  }

  private List<String> missing(RunSubject subject, List<String> inputs) {
    List<String> missing = new ArrayList<>(inputs);
    missing.removeIf(input -> arrivals.latest(flow.name(), subject, input).isPresent());
    return missing;
  }

  private Map<String, List<InputFile>> files(RunSubject subject) {
    Map<String, List<InputFile>> files = new LinkedHashMap<>();
    for (String input : inputs()) {
      arrivals
          .latest(flow.name(), subject, input)
          .ifPresent(arrival -> files.put(input, List.of(arrival.file())));
    }
    return files;
  }

  private static Resolution refused(String problem) {
    return new Resolution.Refused(List.of(problem));
  }
}
