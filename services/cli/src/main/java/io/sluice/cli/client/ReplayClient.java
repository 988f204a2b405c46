package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.history.PastRuns;
import io.sluice.cli.history.TriggerLog;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.plan.BoundParameters;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.RunRequested;
import io.sluice.schemas.ScheduleTicked;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowDefinitions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Repeats the runs that a stretch of the triggers topic had started. */
public final class ReplayClient {

  private final KafkaConnection kafka;

  public ReplayClient(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * The runs that the triggers of a stretch had started and that are over, in their order; those of
   * replays and backfills are left out.
   *
   * @throws Refusal when the stretch begins before what is kept
   */
  public List<RunState> runs(ReplayOrder order) {
    Stretch stretch = new Stretch(order);
    new TriggerLog(kafka).read(stretch::read);
    stretch.requireKept();
    List<RunState> runs =
        new PastRuns(kafka)
            .of(
                started ->
                    isRepeatable(started.origin())
                        && order.flow().map(started.run().flow()::equals).orElse(true)
                        && stretch.isOf(started.origin()),
                Integer.MAX_VALUE);
    return runs.stream()
        .filter(run -> run.phase() instanceof RunPhase.Ended)
        .sorted(Comparator.comparing(run -> run.started().at()))
        .toList();
  }

  private static boolean isRepeatable(Origin origin) {
    return switch (origin.kind()) {
      case REQUEST, TICK, ARRIVAL -> true;
      case BACKFILL, REPLAY -> false;
    };
  }

  /** The triggers of a stretch: a run belongs to it when its last trigger does. */
  private static final class Stretch {

    private final ReplayOrder order;
    private final Set<String> inside = new HashSet<>();
    private final Set<String> behind = new HashSet<>();
    private Optional<Instant> earliest = Optional.empty();
    private boolean headless;

    private Stretch(ReplayOrder order) {
      this.order = order;
    }

    private void read(TriggerLog.Told told) {
      Instant at = Instant.ofEpochMilli(told.record().timestamp());
      if (earliest.filter(known -> !at.isBefore(known)).isEmpty()) {
        earliest = Optional.of(at);
        headless = told.record().offset() > 0;
      }
      id(told.trigger())
          .ifPresent(
              id -> {
                if (order.covers(told.record().offset(), at)) {
                  inside.add(id);
                } else if (order.to().isReached(told.record().offset(), at)) {
                  behind.add(id);
                }
              });
    }

    private static Optional<String> id(SpecificRecord trigger) {
      return switch (trigger) {
        case RunRequested asked -> Optional.of(asked.getId().toString());
        case ScheduleTicked tick -> Optional.of(tick.getId().toString());
        case FileArrived arrived -> Optional.of(arrived.getId().toString());
        case SpecificRecord _ -> Optional.empty();
      };
    }

    private boolean isOf(Origin origin) {
      return origin.triggers().stream().anyMatch(inside::contains)
          && origin.triggers().stream().noneMatch(behind::contains);
    }

    private void requireKept() {
      if (headless
          && order.from() instanceof ReplayOrder.Place.Time(Instant from)
          && earliest.filter(from::isBefore).isPresent()) {
        throw Refusal.usage(
            "Triggers are kept from %s on: replay --from then or later."
                .formatted(earliest.orElseThrow()));
      }
    }
  }

  /**
   * Repeats runs and follows them to their end.
   *
   * @param progress told of each run that is over, from one thread
   */
  public List<ReplayedRun> replay(
      ReplayOrder order, List<RunState> runs, Instant now, Consumer<ReplayedRun> progress) {
    String replay = UUID.randomUUID().toString();
    Map<String, RunState> originals = new HashMap<>();
    List<RunRequest> requests = requests(order, runs, replay, originals);
    List<ReplayedRun> replayed = new ArrayList<>();
    Consumer<FollowedRun> over =
        run -> {
          RunState original = originals.get(run.request().run().key());
          if (original != null) {
            replayed.add(new ReplayedRun(original, run));
            progress.accept(replayed.getLast());
          }
        };
    try (RunsFollower follower = RunsFollower.of(kafka, requests, over)) {
      EventWriter writer = new EventWriter(kafka);
      for (RunRequest request : requests) {
        writer.trigger(request.flow(), TriggerCodec.record(request, now)).get();
      }
      follower.await("The requests stay on the topic.");
      return List.copyOf(replayed);
    } catch (ExecutionException e) {
      throw NoAnswer.of(e, kafka);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted; the runs go on while the services are up.");
    }
  }

  private List<RunRequest> requests(
      ReplayOrder order, List<RunState> runs, String replay, Map<String, RunState> originals) {
    List<RunRequest> requests = new ArrayList<>();
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector();
        FlowsTopic flows = FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse)) {
      for (RunState run : runs) {
        RunRequest request = request(order, run, replay, flow(flows, order, run));
        originals.put(request.run().key(), run);
        requests.add(request);
      }
      return requests;
    } catch (SQLException e) {
      throw Refusal.noDuckDb(e);
    }
  }

  private static Flow flow(FlowsTopic flows, ReplayOrder order, RunState run) {
    String name = run.run().flow();
    try {
      if (order.original()) {
        return flows.require(name, run.started().revision());
      }
      NoAnswer.unlessRead(flows);
      return current(flows, name);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw Refusal.failed(
          "%s of %s cannot be read: %s"
              .formatted(
                  order.original() ? "Revision " + run.started().revision() : "The latest revision",
                  name,
                  e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the flow was read.");
    }
  }

  /**
   * The latest revision.
   *
   * @param flows tells of none while it reads
   * @throws Refusal when there is none
   */
  static Flow current(FlowCatalog flows, String name) {
    if (flows.isRetired(name)) {
      throw Refusal.usage(
          "Flow %s is retired. Publish it again, or replay with --revision original."
              .formatted(name));
    }
    return flows.latest(name).orElseThrow(NoAnswer::ofFlows).flow();
  }

  /** The same inputs and parameters, planned for the same time, under an identity of its own. */
  private static RunRequest request(ReplayOrder order, RunState run, String replay, Flow flow) {
    Map<String, String> parameters = new HashMap<>(run.plan().parameters());
    parameters
        .keySet()
        .removeIf(name -> flow.parameters().stream().map(Parameter::name).noneMatch(name::equals));
    String id = Ids.of("replay", replay, run.run().key());
    Origin origin =
        new Origin(
            Origin.Kind.REPLAY,
            id,
            List.of(id),
            run.started().origin().labels(),
            Optional.empty(),
            Optional.of(run.run().run()),
            !order.publish());
    return new RunRequest(
        flow.name(),
        flow.revision(),
        "",
        run.started().subject(),
        parameters,
        run.plan().inputs(),
        origin,
        Person.name(),
        planned(run));
  }

  private static Instant planned(RunState run) {
    String text = run.plan().parameters().getOrDefault(BoundParameters.PLANNED_TIME, "");
    return text.isEmpty()
        ? run.started().at()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
