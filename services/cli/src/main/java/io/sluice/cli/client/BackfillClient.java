package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.client.BackfillPreview.StageForecast;
import io.sluice.cli.history.PastPeriods;
import io.sluice.cli.history.TriggerLog;
import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillOrder;
import io.sluice.engine.backfill.BackfillPlan;
import io.sluice.engine.backfill.BackfillPlanner;
import io.sluice.engine.backfill.Forecast;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.RunStarter;
import io.sluice.engine.trigger.Starting;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.BackfillCodec;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.files.FileWords;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.storage.Storage;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plans backfills and asks an installation for them. */
public final class BackfillClient {

  private final KafkaConnection kafka;
  private final Storage storage;

  public BackfillClient(KafkaConnection kafka, Storage storage) {
    this.kafka = kafka;
    this.storage = storage;
  }

  /**
   * What a backfill would do, by what the log and the store hold now. Nothing is written.
   *
   * @throws Refusal when it cannot be planned
   */
  public BackfillPreview plan(PreparedFlow prepared, BackfillOrder order, Instant now) {
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector();
        FlowsTopic flows = FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse)) {
      Revisions revisions =
          isFlowInHand(order) ? Revisions.inHand(prepared.flow()) : published(flows, prepared);
      BackfillPlan plan =
          BackfillPlanner.plan(
              order,
              revisions.latest(),
              new TriggerLog(kafka).arrivals(prepared.flow().name()),
              PastPeriods.read(kafka, prepared.flow().name())::of);
      Backfill backfill = backfill(prepared.flow(), plan, order.parameters(), 1, now);
      return new BackfillPreview(prepared, order, plan, forecasts(backfill, revisions, now));
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    } catch (IOException | SQLException e) {
      throw Refusal.failed("The backfill cannot be planned: %s.".formatted(FileWords.of(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the backfill was planned.");
    }
  }

  /** The flow of the folder runs, told to the installation then; others it must know already. */
  private static boolean isFlowInHand(BackfillOrder order) {
    return order.revision() instanceof BackfillOrder.Revision.Current;
  }

  /**
   * The revisions that a plan is made of.
   *
   * @param latest what runs where no other is asked for
   * @param byHash gives the others
   */
  private record Revisions(Flow latest, Function<String, Flow> byHash) {

    private static Revisions inHand(Flow flow) {
      return new Revisions(flow, _ -> flow);
    }
  }

  /** Those that the installation knows. */
  private static Revisions published(FlowsTopic flows, PreparedFlow prepared)
      throws InterruptedException {
    NoAnswer.unlessRead(flows);
    Flow inHand = prepared.flow();
    return new Revisions(
        flows.latest(inHand.name()).map(FlowDefinition::flow).orElse(inHand),
        hash ->
            flows
                .find(inHand.name(), hash)
                .map(FlowDefinition::flow)
                .orElseThrow(() -> unknown(inHand, hash)));
  }

  private static Refusal unknown(Flow inHand, String revision) {
    String sentence =
        "The installation has no revision %s of %s.".formatted(revision, inHand.name());
    return Refusal.usage(
        revision.equals(inHand.revision())
            ? sentence + " It is the flow of the folder: --revision current runs it."
            : sentence);
  }

  /** By period what the stages before the gate would do. */
  private Map<String, List<StageForecast>> forecasts(
      Backfill backfill, Revisions revisions, Instant now) throws IOException {
    ArtefactStore store = storage.artefacts("");
    Map<String, List<StageForecast>> stages = new HashMap<>();
    for (RunRequest request : backfill.requests()) {
      Flow flow = revisions.byHash().apply(request.revision());
      stages.put(request.subject().period(), forecast(request, flow, store, now));
    }
    return stages;
  }

  private static List<StageForecast> forecast(
      RunRequest request, Flow flow, ArtefactStore store, Instant now) throws IOException {
    Starting starting = RunStarter.start(request, flow, Map.of(), _ -> Optional.empty(), 1, now);
    Plan plan =
        switch (starting) {
          case Starting.Start start -> start.event().plan();
          case Starting.Refuse refused ->
              throw new IllegalArgumentException(String.join("\n", refused.problems()));
        };
    List<StageForecast> stages = new ArrayList<>();
    for (Map.Entry<String, Optional<String>> stage : Forecast.keys(plan).entrySet()) {
      Optional<String> key = stage.getValue();
      boolean there =
          key.isPresent() && store.find(flow.name(), stage.getKey(), key.get()).isPresent();
      stages.add(new StageForecast(stage.getKey(), there));
    }
    return stages;
  }

  private static Backfill backfill(
      Flow flow, BackfillPlan plan, Map<String, String> parameters, int maxActive, Instant now) {
    return new Backfill(
        UUID.randomUUID().toString(),
        flow.name(),
        plan.items(),
        parameters,
        maxActive,
        Person.name(),
        now);
  }

  /**
   * Asks for the runs of a plan and follows them to their end. Where they are to run the flow of
   * the folder, the installation is told of it before.
   *
   * @param begun told the backfill once it is on the log
   * @param progress told of each run that is over, from one thread
   */
  public FollowedBackfill run(
      BackfillPreview preview,
      int maxActive,
      Instant now,
      Consumer<Backfill> begun,
      Consumer<FollowedRun> progress) {
    PreparedFlow flow = preview.flow();
    BackfillOrder order = preview.order();
    Backfill backfill = backfill(flow.flow(), preview.plan(), order.parameters(), maxActive, now);
    try (RunsFollower follower = RunsFollower.of(kafka, backfill, false, progress)) {
      if (isFlowInHand(order)) {
        flow.publish(kafka, now);
      }
      new EventWriter(kafka).trigger(backfill.flow(), BackfillCodec.record(backfill)).get();
      begun.accept(backfill);
      return new FollowedBackfill(backfill, follower.await(left(backfill)));
    } catch (ExecutionException e) {
      throw NoAnswer.of(e, kafka);
    } catch (InterruptedException e) {
      throw interrupted(backfill);
    }
  }

  /**
   * Follows a backfill that was asked for before.
   *
   * @param found told the backfill
   * @param progress told of each run that is over, from one thread
   * @throws Refusal when there is none whose id begins so, or several
   */
  public FollowedBackfill resume(
      String id, Consumer<Backfill> found, Consumer<FollowedRun> progress) {
    Backfill backfill = find(id);
    found.accept(backfill);
    try (RunsFollower follower = RunsFollower.of(kafka, backfill, true, progress)) {
      return new FollowedBackfill(backfill, follower.await(left(backfill)));
    } catch (InterruptedException e) {
      throw interrupted(backfill);
    }
  }

  private static String left(Backfill backfill) {
    return "The backfill stays on the topic; follow it with ./sluice backfill --resume %s."
        .formatted(backfill.id());
  }

  private static Refusal interrupted(Backfill backfill) {
    Thread.currentThread().interrupt();
    return Refusal.failed(
        "Interrupted; the backfill goes on while the services are up. Follow it with ./sluice"
            + " backfill --resume %s".formatted(backfill.id()));
  }

  /** Asks to stop a backfill: what has not started will not, what is open is cancelled. */
  public Backfill cancel(String id, Instant now) {
    Backfill backfill = find(id);
    try {
      RunRef key = new RunRef(backfill.flow(), backfill.id());
      CancelClient.ask(kafka, key, "cancelled by " + Person.name(), now);
      return backfill;
    } catch (ExecutionException e) {
      throw NoAnswer.of(e, kafka);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted.");
    }
  }

  private Backfill find(String id) {
    List<Backfill> found = new TriggerLog(kafka).backfills(id);
    if (found.size() != 1) {
      throw Refusal.usage(
          found.isEmpty()
              ? "There is no backfill %s.".formatted(id)
              : "Several backfills begin with %s; give more of the id.".formatted(id));
    }
    return found.getFirst();
  }
}
