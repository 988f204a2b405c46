package io.sluice.wire.codec;

import static io.sluice.wire.codec.AvroBasics.key;
import static io.sluice.wire.codec.AvroBasics.list;

import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.schemas.ArtefactLost;
import io.sluice.schemas.CheckFailed;
import io.sluice.schemas.CheckPassed;
import io.sluice.schemas.DeliveryCompleted;
import io.sluice.schemas.DeliveryFailed;
import io.sluice.schemas.FailureKind;
import io.sluice.schemas.FigureObserved;
import io.sluice.schemas.GateFailed;
import io.sluice.schemas.GatePassed;
import io.sluice.schemas.OriginKind;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.PublicationOpened;
import io.sluice.schemas.RunCancelled;
import io.sluice.schemas.RunCompleted;
import io.sluice.schemas.RunFailed;
import io.sluice.schemas.RunKey;
import io.sluice.schemas.RunRejected;
import io.sluice.schemas.RunStarted;
import io.sluice.schemas.StageCompleted;
import io.sluice.schemas.StageFailed;
import io.sluice.schemas.StageKey;
import io.sluice.schemas.StageSkipped;
import io.sluice.schemas.StageStarted;
import org.apache.avro.specific.SpecificRecord;

/** Events of a run as Avro records. */
public final class EventWriting {

  private EventWriting() {}

  /** The Avro record of an event. */
  public static SpecificRecord record(RunEvent event) {
    RunKey run = key(event.run());
    return switch (event) {
      case RunEvent.Started e -> started(run, e);
      case RunEvent.StageStarted e -> new StageStarted(run, e.at(), key(e.stage()), e.worker());
      case RunEvent.StageCompleted e -> stageCompleted(run, e);
      case RunEvent.StageFailed e -> stageFailed(run, e);
      case RunEvent.StageSkipped e -> new StageSkipped(run, e.at(), e.stage(), "", e.reason());
      case RunEvent.ArtefactLost e ->
          new ArtefactLost(
              run, e.at(), new StageKey(e.stage(), "", e.attempt()), e.key(), e.reason());
      case RunEvent.CheckPassed e ->
          new CheckPassed(run, e.at(), e.check(), e.expected(), e.observed());
      case RunEvent.CheckFailed e ->
          new CheckFailed(run, e.at(), e.check(), e.expected(), e.observed(), e.evidence());
      case RunEvent.FigureObserved e ->
          new FigureObserved(
              run,
              e.at(),
              e.figure(),
              e.value().map(AvroBasics::decimal).orElse(null),
              e.problem());
      case RunEvent.GatePassed e ->
          new GatePassed(
              run,
              e.at(),
              e.checks(),
              list(e.artefacts(), AvroArtefacts::artefact),
              e.approvedBy());
      case RunEvent.GateFailed e -> new GateFailed(run, e.at(), e.failed());
      case RunEvent.PublicationOpened e -> new PublicationOpened(run, e.at(), e.version());
      case RunEvent.DeliveryCompleted e ->
          new DeliveryCompleted(run, e.at(), key(e.stage()), AvroArtefacts.delivered(e.files()));
      case RunEvent.DeliveryFailed e ->
          new DeliveryFailed(run, e.at(), key(e.stage()), e.retryable(), e.message());
      case RunEvent.Completed e ->
          new RunCompleted(run, e.at(), Outcome.valueOf(e.outcome().name()), e.version());
      case RunEvent.Rejected e -> new RunRejected(run, e.at(), e.failed());
      case RunEvent.Failed e -> new RunFailed(run, e.at(), e.reason());
      case RunEvent.Cancelled e -> new RunCancelled(run, e.at(), e.by(), e.reason());
    };
  }

  private static RunStarted started(RunKey run, RunEvent.Started e) {
    Origin origin = e.origin();
    return new RunStarted(
        run,
        e.at(),
        AvroBasics.subject(e.subject()),
        origin.id(),
        e.ordinal(),
        e.revision(),
        AvroPlans.plan(e.plan()),
        OriginKind.valueOf(origin.kind().name()),
        origin.triggers(),
        origin.labels(),
        AvroBasics.uuid(origin.backfill()),
        AvroBasics.uuid(origin.replayOf()),
        origin.shadow());
  }

  private static StageCompleted stageCompleted(RunKey run, RunEvent.StageCompleted e) {
    return new StageCompleted(
        run,
        e.at(),
        key(e.stage()),
        e.worker(),
        AvroArtefacts.artefact(e.artefact()),
        e.millis(),
        e.queryMillis(),
        e.reused());
  }

  private static StageFailed stageFailed(RunKey run, RunEvent.StageFailed e) {
    return new StageFailed(
        run,
        e.at(),
        key(e.stage()),
        FailureKind.valueOf(e.kind().name()),
        e.retryable(),
        e.message(),
        e.details());
  }
}
