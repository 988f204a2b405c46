package io.sluice.wire.codec;

import io.sluice.engine.run.RunInput.CancelAsked;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.RunRequested;
import java.util.UUID;

/** Triggers as Avro records, and back. */
public final class TriggerCodec {

  private TriggerCodec() {}

  /** The Avro record of a request for a run. */
  public static RunRequested record(RunRequest request) {
    return new RunRequested(
        UUID.fromString(request.id()),
        request.flow(),
        request.revision(),
        request.referencesHash(),
        AvroBasics.subject(request.subject()),
        request.parameters(),
        AvroBasics.inputs(request.inputs()),
        request.requestedBy(),
        null,
        request.at());
  }

  /** A request for a run. */
  public static RunRequest request(RunRequested record) {
    return new RunRequest(
        record.getId().toString(),
        record.getFlow(),
        record.getRevision(),
        record.getReferencesHash(),
        AvroBasics.subject(record.getSubject()),
        record.getParameters(),
        AvroBasics.files(record.getInputs()),
        record.getRequestedBy(),
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
