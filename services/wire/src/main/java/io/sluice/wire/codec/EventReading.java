package io.sluice.wire.codec;

import static io.sluice.wire.codec.AvroBasics.attempt;
import static io.sluice.wire.codec.AvroBasics.list;
import static io.sluice.wire.codec.AvroBasics.run;

import io.sluice.engine.run.FailureKind;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunEvent;
import io.sluice.schemas.ArtefactLost;
import io.sluice.schemas.CheckFailed;
import io.sluice.schemas.CheckPassed;
import io.sluice.schemas.DeliveryCompleted;
import io.sluice.schemas.DeliveryFailed;
import io.sluice.schemas.FigureObserved;
import io.sluice.schemas.GateFailed;
import io.sluice.schemas.GatePassed;
import io.sluice.schemas.PublicationOpened;
import io.sluice.schemas.RunCancelled;
import io.sluice.schemas.RunCompleted;
import io.sluice.schemas.RunFailed;
import io.sluice.schemas.RunRejected;
import io.sluice.schemas.RunStarted;
import io.sluice.schemas.StageCompleted;
import io.sluice.schemas.StageFailed;
import io.sluice.schemas.StageSkipped;
import io.sluice.schemas.StageStarted;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Avro records of the events topic as events of a run. */
public final class EventReading {

  private EventReading() {}

  /**
   * The event of an Avro record.
   *
   * @throws IllegalArgumentException if the record is no event of a run
   */
  public static RunEvent event(SpecificRecord record) {
    return switch (record) {
      case RunStarted r -> started(r);
      case StageStarted r ->
          new RunEvent.StageStarted(
              run(r.getRun()), r.getAt(), attempt(r.getStage()), r.getWorker());
      case StageCompleted r -> stageCompleted(r);
      case StageFailed r -> stageFailed(r);
      case StageSkipped r ->
          new RunEvent.StageSkipped(run(r.getRun()), r.getAt(), r.getStage(), r.getReason());
      case ArtefactLost r ->
          new RunEvent.ArtefactLost(
              run(r.getRun()),
              r.getAt(),
              r.getStage().getStage(),
              r.getStage().getAttempt(),
              r.getKey(),
              r.getReason());
      case CheckPassed r ->
          new RunEvent.CheckPassed(
              run(r.getRun()), r.getAt(), r.getCheck(), r.getExpected(), r.getObserved());
      case CheckFailed r -> checkFailed(r);
      case FigureObserved r ->
          new RunEvent.FigureObserved(
              run(r.getRun()),
              r.getAt(),
              r.getFigure(),
              Optional.ofNullable(r.getValue()).map(AvroBasics::plain),
              r.getProblem());
      case SpecificRecord other -> endingEvent(other);
    };
  }

  private static RunEvent endingEvent(SpecificRecord record) {
    return switch (record) {
      case GatePassed r ->
          new RunEvent.GatePassed(
              run(r.getRun()),
              r.getAt(),
              r.getChecks(),
              list(r.getArtefacts(), a -> AvroArtefacts.ref(r.getRun().getFlow(), a)),
              r.getApprovedBy());
      case GateFailed r -> new RunEvent.GateFailed(run(r.getRun()), r.getAt(), r.getFailed());
      case PublicationOpened r ->
          new RunEvent.PublicationOpened(run(r.getRun()), r.getAt(), r.getVersion());
      case DeliveryCompleted r ->
          new RunEvent.DeliveryCompleted(
              run(r.getRun()),
              r.getAt(),
              attempt(r.getStage()),
              AvroArtefacts.deliveredFiles(r.getFiles()));
      case DeliveryFailed r ->
          new RunEvent.DeliveryFailed(
              run(r.getRun()), r.getAt(), attempt(r.getStage()), r.getRetryable(), r.getMessage());
      case RunCompleted r ->
          new RunEvent.Completed(
              run(r.getRun()), r.getAt(), Outcome.valueOf(r.getOutcome().name()), r.getVersion());
      case RunRejected r -> new RunEvent.Rejected(run(r.getRun()), r.getAt(), r.getFailed());
      case RunFailed r -> new RunEvent.Failed(run(r.getRun()), r.getAt(), r.getReason());
      case RunCancelled r ->
          new RunEvent.Cancelled(run(r.getRun()), r.getAt(), r.getRequestedBy(), r.getReason());
      case SpecificRecord other ->
          throw new IllegalArgumentException(
              "Expected an event of a run but found a " + other.getSchema().getFullName());
    };
  }

  private static RunEvent started(RunStarted r) {
    Origin origin =
        new Origin(
            Origin.Kind.valueOf(r.getOrigin().name()),
            r.getTrigger(),
            r.getTriggers(),
            r.getLabels(),
            AvroBasics.text(r.getBackfill()),
            AvroBasics.text(r.getReplayOf()),
            r.getShadow());
    return new RunEvent.Started(
        run(r.getRun()),
        r.getAt(),
        AvroBasics.subject(r.getSubject()),
        origin,
        r.getOrdinal(),
        r.getRevision(),
        AvroPlans.plan(r.getPlan()));
  }

  private static RunEvent stageCompleted(StageCompleted r) {
    return new RunEvent.StageCompleted(
        run(r.getRun()),
        r.getAt(),
        attempt(r.getStage()),
        r.getWorker(),
        AvroArtefacts.ref(r.getRun().getFlow(), r.getArtefact()),
        r.getMillis(),
        r.getQueryMillis(),
        r.getReused());
  }

  private static RunEvent stageFailed(StageFailed r) {
    return new RunEvent.StageFailed(
        run(r.getRun()),
        r.getAt(),
        attempt(r.getStage()),
        FailureKind.valueOf(r.getKind().name()),
        r.getRetryable(),
        r.getMessage(),
        r.getDetails());
  }

  private static RunEvent checkFailed(CheckFailed r) {
    return new RunEvent.CheckFailed(
        run(r.getRun()),
        r.getAt(),
        r.getCheck(),
        r.getExpected(),
        r.getObserved(),
        r.getEvidence());
  }
}
