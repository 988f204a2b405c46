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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what run a waiting trigger asks for: its inputs, its parameters, and from when. */
public final class Resolver {

  private final Flow flow;
  private final String referencesHash;
  private final Arrivals arrivals;

  /**
   * @param flow the revision that is to run
   */
  public Resolver(Flow flow, String referencesHash, Arrivals arrivals) {
    this.flow = flow;
    this.referencesHash = referencesHash;
    this.arrivals = arrivals;
  }

  /** What comes of a trigger at an instant. */
  public Resolution resolve(Waiting waiting, Instant now) {
    return switch (waiting) {
      case Waiting.Asked asked -> new Resolution.Ready(asked.request());
      case Waiting.Ticked ticked -> tick(ticked.tick(), now);
      case Waiting.Arrived arrived -> arrived(arrived.last(), now);
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

  private Resolution arrived(Arrival last, Instant now) {
    Optional<Trigger.Arrivals> trigger = flow.arrivals();
    if (trigger.isEmpty() || !trigger.get().inputs().contains(last.input())) {
      return new Resolution.Nothing();
    }
    List<String> awaited = trigger.get().inputs();
    if (!missing(last.subject(), awaited).isEmpty()) {
      return new Resolution.Nothing();
    }
    List<String> ids = ids(last.subject(), awaited);
    String set = setId(ids);
    Optional<String> before = arrivals.lastStarted(last.set());
    if (before.isPresent() && before.get().equals(set)) {
      return new Resolution.Nothing();
    }
    Instant quiet = last.at().plus(trigger.get().quiet());
    if (before.isPresent() && quiet.isAfter(now)) {
      return new Resolution.NotBefore(quiet);
    }
    return new Resolution.Ready(request(last, set, ids));
  }

  private RunRequest request(Arrival last, String set, List<String> ids) {
    Origin origin =
        new Origin(Kind.ARRIVAL, set, ids, Map.of(), Optional.empty(), Optional.empty(), false);
    return new RunRequest(
        flow.name(),
        flow.revision(),
        referencesHash,
        last.subject(),
        last.subject().slice(),
        files(last.subject()),
        origin,
        "arrivals",
        last.at());
  }

  /** The same arrivals have the same id, in whatever order they came. */
  private static String setId(List<String> arrivalIds) {
    return Ids.of(arrivalIds.stream().sorted().toArray(String[]::new));
  }

  private List<String> ids(RunSubject subject, List<String> inputs) {
    return inputs.stream()
        .flatMap(input -> arrivals.latest(flow.name(), subject, input).stream())
        .map(Arrival::id)
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
