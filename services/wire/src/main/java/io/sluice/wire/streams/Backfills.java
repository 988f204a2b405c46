package io.sluice.wire.streams;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.trigger.PendingTrigger;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.BackfillRequested;
import io.sluice.wire.codec.BackfillCodec;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.topics.TopicNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The backfills that are not over. Their runs wait and start like others; here they are counted.
 */
final class Backfills {

  static final String ROW = "backfill/";

  private final KeyValueStore<String, byte[]> rows;
  private final RecordCodec codec;
  private final TopicNames topics;
  private final Ledger ledger;
  private final PendingTriggers pending;
  private final Outbox outbox;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Open> byRun = new HashMap<>();

  /** A backfill, its runs that are not over, and whether its end was written. */
  private static final class Open {
    private final Backfill backfill;
    private final Set<String> left = new HashSet<>();
    private boolean written;

    private Open(Backfill backfill) {
      this.backfill = backfill;
    }
  }

  Backfills(
      KeyValueStore<String, byte[]> rows,
      RecordCodec codec,
      TopicNames topics,
      Ledger ledger,
      PendingTriggers pending,
      Outbox outbox) {
    this.rows = rows;
    this.codec = codec;
    this.topics = topics;
    this.ledger = ledger;
    this.pending = pending;
    this.outbox = outbox;
    try (KeyValueIterator<String, byte[]> all = rows.prefixScan(ROW, new StringSerializer())) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        open(BackfillCodec.backfill((BackfillRequested) codec.read(topics.triggers(), row.value)));
      }
    }
  }

  private void open(Backfill backfill) {
    Open opened = new Open(backfill);
    open.put(backfill.key(), opened);
    pending.limit(backfill.id(), backfill.maxActive());
    for (RunRequest request : backfill.requests()) {
      String run = request.run().key();
      if (!ledger.hasEnded(run)) {
        opened.left.add(run);
        byRun.put(run, opened);
      }
    }
  }

  /**
   * Its runs wait for their turn from now on. Read again while it is open, it adds those that do
   * not wait yet: a crash may have come between its row and theirs.
   */
  void begin(BackfillRequested requested, long offset, byte[] bytes) {
    Backfill backfill = BackfillCodec.backfill(requested);
    if (ledger.hasEnded(ROW + backfill.key())) {
      return;
    }
    if (!open.containsKey(backfill.key())) {
      rows.put(ROW + backfill.key(), bytes);
      open(backfill);
    }
    int index = 0;
    for (RunRequest request : backfill.requests()) {
      byte[] row = codec.write(topics.triggers(), TriggerCodec.record(request));
      String place = "%019d#%06d".formatted(offset, index++);
      pending.add(new PendingTrigger.Asked(request, backfill.at()), place, row);
    }
  }

  /** A run is over, or will never start. */
  void ended(String run) {
    Open of = byRun.remove(run);
    if (of != null) {
      of.left.remove(run);
    }
  }

  /** Whether it is the cancellation of a backfill that is not over. */
  boolean isOpen(RunRef asked) {
    return open.containsKey(asked.key());
  }

  /** Stops what has not started, and asks the runs that are open to stop. */
  void cancel(RunRef asked, String by, String reason, Instant now) {
    Set<String> left =
        Optional.ofNullable(open.get(asked.key())).map(it -> it.left).orElse(Set.of());
    for (String run : List.copyOf(left)) {
      if (!pending.refuseByRun(run, "the backfill was cancelled: " + reason, now)) {
        outbox.cancel(RunRef.of(run), by, reason, now);
      }
    }
  }

  /** Tells of each backfill whose runs are all over, until the log shows it. */
  void complete(Instant now) {
    for (Open candidate : open.values()) {
      if (candidate.left.isEmpty() && !candidate.written) {
        candidate.written = true;
        List<Optional<Outcome>> ends =
            candidate.backfill.requests().stream()
                .map(request -> ledger.outcome(request.run().key()))
                .toList();
        outbox.complete(candidate.backfill, BackfillSummary.of(ends), now);
      }
    }
  }

  /** The end of a backfill was read back. */
  void completed(String key) {
    rows.delete(ROW + key);
    ledger.ended(ROW + key);
    open.remove(key);
  }
}
