package io.sluice.standalone.crash;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.Sha256;
import io.sluice.engine.flow.ColumnType.Simple;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageKind;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageAttempt;
import io.sluice.engine.trigger.FlowDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of one stage and one delivery whose events a test tells itself.
 *
 * @param slice the data it is about
 */
record ToldRun(RunRef run, String trigger, String slice, long ordinal) {

  static final String POOL = "late";
  static final String DELIVERY_POOL = "publish";

  private static final Instant AT = Instant.parse("2026-10-01T00:00:00Z");
  private static final StageAttempt MADE = new StageAttempt("made", 1);
  private static final StageAttempt DELIVERED = new StageAttempt("out", 1);

  /** A flow without stages that is cut into slices as told runs are. */
  static FlowDefinition flow(String name, String revision) {
    Flow empty = StartsIT.emptyFlow(name, revision);
    Parameter of =
        new Parameter("of", Simple.VARCHAR, Optional.empty(), Optional.empty(), Optional.empty());
    Flow sliced =
        new Flow(
            name,
            revision,
            "",
            empty.period(),
            new RunRules(List.of("of"), Map.of(), Optional.empty()),
            empty.sample(),
            List.of(of),
            empty.inputs(),
            empty.triggers(),
            empty.stages(),
            empty.figures(),
            empty.checks(),
            empty.publications());
    return new FlowDefinition(sliced, "", Map.of());
  }

  static ToldRun of(String flow, String name, String slice, long ordinal) {
    return new ToldRun(
        new RunRef(flow, Ids.of(flow, name)), Ids.of("trigger", name), slice, ordinal);
  }

  String key() {
    return run.key();
  }

  RunSubject subject() {
    return new RunSubject(Map.of("of", slice), Every.NONE, "", Optional.empty(), Optional.empty());
  }

  RunEvent.Started started() {
    return new RunEvent.Started(
        run, AT, subject(), Origin.request(trigger), ordinal, hash("revision"), plan());
  }

  private static Plan plan() {
    PlannedStage made = stage("made", StageKind.TRANSFORM, "sql", POOL, List.of());
    PlannedStage out =
        stage("out", StageKind.DELIVERY, "directory", DELIVERY_POOL, List.of(Need.of("made")));
    return new Plan(
        List.of(made, out), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  private static PlannedStage stage(
      String name, StageKind kind, String operation, String pool, List<Need> needs) {
    return new PlannedStage(
        name, kind, operation, 1, pool, needs, List.of(), hash(name), true, Limits.DEFAULT);
  }

  RunEvent begun() {
    return new RunEvent.StageStarted(run, AT, MADE, "told");
  }

  RunEvent made() {
    return new RunEvent.StageCompleted(run, AT, MADE, "told", artefact(), 1, 1, false);
  }

  private ArtefactRef artefact() {
    ArtefactFile file = new ArtefactFile(Need.DATA, "data.parquet", content(), 8, 1);
    return new ArtefactRef(
        run.flow(), "made", hash("key" + run.run()), 1, 8, content(), List.of(file));
  }

  RunEvent gate() {
    return new RunEvent.GatePassed(run, AT, List.of(), List.of(artefact()), "");
  }

  RunEvent opened(long version) {
    return new RunEvent.PublicationOpened(run, AT, version);
  }

  RunEvent delivered() {
    DeliveredFile file = new DeliveredFile("out", "data.csv", "v/data.csv", content(), 8, 1);
    return new RunEvent.DeliveryCompleted(run, AT, DELIVERED, List.of(file));
  }

  RunEvent notDelivered() {
    return new RunEvent.DeliveryFailed(run, AT, DELIVERED, false, "the disk is full");
  }

  RunEvent published(long version) {
    return new RunEvent.Completed(run, AT, Outcome.PUBLISHED, version);
  }

  RunEvent cancelled() {
    return new RunEvent.Cancelled(run, AT, "somebody", "not needed");
  }

  /** The events up to its gate. */
  RunEvent[] passed() {
    return new RunEvent[] {started(), begun(), made(), gate()};
  }

  /** All its events. */
  RunEvent[] finished(long version) {
    return new RunEvent[] {
      started(), begun(), made(), gate(), opened(version), delivered(), published(version)
    };
  }

  private String content() {
    return hash("content" + run.run());
  }

  private static String hash(String text) {
    return Sha256.start().text(text).hex();
  }
}
