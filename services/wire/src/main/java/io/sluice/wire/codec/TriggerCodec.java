package io.sluice.wire.codec;

import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunInput.CancelAsked;
import io.sluice.engine.schedule.ScheduleKey;
import io.sluice.engine.schedule.ScheduleSighting;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.Tick;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.RunRequested;
import io.sluice.schemas.ScheduleSeen;
import io.sluice.schemas.ScheduleTicked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Triggers as Avro records, and back. */
public final class TriggerCodec {

  private TriggerCodec() {}

  /** The Avro record of a request for a run that is planned for the time when it is asked for. */
  public static RunRequested record(RunRequest request) {
    return record(request, request.at());
  }

  /**
   * The Avro record of a request for a run.
   *
   * @param asked when it is asked for
   */
  public static RunRequested record(RunRequest request, Instant asked) {
    Origin origin = request.origin();
    return new RunRequested(
        UUID.fromString(request.id()),
        request.flow(),
        request.revision(),
        request.referencesHash(),
        AvroBasics.subject(request.subject()),
        request.parameters(),
        AvroBasics.inputs(request.inputs()),
        request.requestedBy(),
        AvroBasics.uuid(origin.replayOf()),
        asked,
        origin.labels(),
        origin.shadow(),
        AvroBasics.uuid(origin.backfill()),
        request.at());
  }

  /** A request for a run. */
  public static RunRequest request(RunRequested record) {
    String id = record.getId().toString();
    Optional<String> replayOf = AvroBasics.text(record.getReplayOf());
    Optional<String> backfill = AvroBasics.text(record.getBackfill());
    Origin origin =
        new Origin(
            kind(replayOf, backfill),
            id,
            List.of(id),
            record.getLabels(),
            backfill,
            replayOf,
            record.getShadow());
    return new RunRequest(
        record.getFlow(),
        record.getRevision(),
        record.getReferencesHash(),
        AvroBasics.subject(record.getSubject()),
        record.getParameters(),
        AvroBasics.files(record.getInputs()),
        origin,
        record.getRequestedBy(),
        Optional.ofNullable(record.getPlanned()).orElse(record.getAt()));
  }

  private static Origin.Kind kind(Optional<String> replayOf, Optional<String> backfill) {
    if (replayOf.isPresent()) {
      return Origin.Kind.REPLAY;
    }
    return backfill.isPresent() ? Origin.Kind.BACKFILL : Origin.Kind.REQUEST;
  }

  /** The Avro record of an arrival. */
  public static FileArrived record(Arrival arrival) {
    return new FileArrived(
        UUID.fromString(arrival.id()),
        arrival.flow(),
        AvroBasics.subject(arrival.subject()),
        arrival.input(),
        arrival.version(),
        AvroBasics.file(arrival.file()),
        arrival.source(),
        arrival.at(),
        arrival.revision());
  }

  /** An arrival. */
  public static Arrival arrival(FileArrived record) {
    return new Arrival(
        record.getFlow(),
        AvroBasics.subject(record.getSubject()),
        record.getInput(),
        record.getVersion(),
        AvroBasics.file(record.getFile()),
        record.getSource(),
        record.getAt(),
        record.getRevision());
  }

  /** The Avro record of a tick. */
  public static ScheduleTicked record(Tick tick) {
    return new ScheduleTicked(
        UUID.fromString(tick.id()),
        tick.flow(),
        tick.schedule(),
        tick.planned(),
        AvroBasics.subject(tick.subject()),
        tick.parameters(),
        tick.at());
  }

  /** A tick. */
  public static Tick tick(ScheduleTicked record) {
    return new Tick(
        record.getFlow(),
        record.getSchedule(),
        record.getPlanned(),
        AvroBasics.subject(record.getSubject()),
        record.getParameters(),
        record.getAt());
  }

  /** The Avro record of a schedule that was seen. */
  public static ScheduleSeen record(ScheduleSighting sighting) {
    ScheduleKey key = sighting.key();
    return new ScheduleSeen(
        key.flow(), key.schedule(), sighting.cron(), sighting.timezone(), sighting.at());
  }

  /** A schedule that was seen. */
  public static ScheduleSighting sighting(ScheduleSeen record) {
    return new ScheduleSighting(
        new ScheduleKey(record.getFlow(), record.getSchedule()),
        record.getCron(),
        record.getTimezone(),
        record.getAt());
  }

  /** A request to cancel a run. */
  public static CancelAsked cancel(CancelRequested record) {
    return new CancelAsked(
        AvroBasics.run(record.getRun()),
        record.getId().toString(),
        record.getRequestedBy(),
        record.getReason());
  }
}
