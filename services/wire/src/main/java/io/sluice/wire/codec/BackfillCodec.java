package io.sluice.wire.codec;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.schemas.BackfillCompleted;
import io.sluice.schemas.BackfillItem;
import io.sluice.schemas.BackfillRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Backfills as Avro records, and back. */
public final class BackfillCodec {

  private BackfillCodec() {}

  /** The Avro record of a backfill. */
  public static BackfillRequested record(Backfill backfill) {
    return new BackfillRequested(
        UUID.fromString(backfill.id()),
        backfill.flow(),
        AvroBasics.list(backfill.items(), BackfillCodec::item),
        backfill.parameters(),
        backfill.maxActive(),
        backfill.requestedBy(),
        backfill.at());
  }

  private static BackfillItem item(Backfill.Item item) {
    return new BackfillItem(
        AvroBasics.subject(item.subject()),
        item.revision(),
        AvroBasics.inputs(item.inputs()),
        item.arrivals());
  }

  /** A backfill. */
  public static Backfill backfill(BackfillRequested record) {
    return new Backfill(
        record.getId().toString(),
        record.getFlow(),
        AvroBasics.list(record.getItems(), BackfillCodec::item),
        record.getParameters(),
        record.getMaxActive(),
        record.getRequestedBy(),
        record.getAt());
  }

  private static Backfill.Item item(BackfillItem item) {
    return new Backfill.Item(
        AvroBasics.subject(item.getSubject()),
        item.getRevision(),
        AvroBasics.files(item.getInputs()),
        item.getArrivals());
  }

  /** The Avro record of what came of a backfill. */
  public static BackfillCompleted record(Backfill backfill, BackfillSummary summary, Instant at) {
    Map<String, Integer> ends = new HashMap<>();
    summary.ends().forEach((outcome, count) -> ends.put(outcome.name(), count));
    return new BackfillCompleted(
        UUID.fromString(backfill.id()), backfill.flow(), ends, summary.refused(), at);
  }
}
