package io.sluice.wire.streams;

import io.sluice.engine.run.RunInput.CancelAsked;
import io.sluice.engine.run.RunState;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.PendingTrigger;
import io.sluice.engine.trigger.SetAside;
import io.sluice.schemas.BackfillCompleted;
import io.sluice.schemas.BackfillRequested;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.RunRequested;
import io.sluice.schemas.ScheduleSeen;
import io.sluice.schemas.ScheduleTicked;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.topics.TopicNames;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes in triggers, and keeps each until something came of it. Decides once it took over. */
final class TriggerDesk {

  private final Ledger ledger;
  private final Outbox outbox;
  private final Supplier<Instant> now;
  private final PendingTriggers pending;
  private final Backfills backfills;
  private boolean decides;

  /**
   * @param isOpen whether a run of that key is open
   */
  TriggerDesk(
      KeyValueStore<String, byte[]> rows,
      RecordCodec codec,
      TopicNames topics,
      FlowCatalog flows,
      Ledger ledger,
      Outbox outbox,
      Predicate<String> isOpen,
      Supplier<Instant> now) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.now = now;
    this.pending = new PendingTriggers(rows, codec, topics, flows, ledger, outbox, isOpen);
    this.backfills = new Backfills(rows, codec, topics, ledger, pending, outbox);
  }

  /** Decides from now on, beginning with what waits. */
  void takeOver() {
    decides = true;
    start();
  }

  /** Starts what can be started, and tells of backfills that are over. */
  void start() {
    if (decides) {
      pending.start(now.get());
      backfills.complete(now.get());
    }
  }

  /**
   * Takes in a trigger; false when the record is none.
   *
   * @param offset its place among the triggers
   */
  boolean read(SpecificRecord record, long offset, byte[] bytes) {
    switch (record) {
      case RunRequested _, ScheduleTicked _ ->
          await(PendingTriggers.trigger(record), offset, bytes);
      case FileArrived arrived -> arrive(TriggerCodec.arrival(arrived), offset, bytes);
      case BackfillRequested asked -> backfill(asked, offset, bytes);
      case ScheduleSeen _ -> {
        // told by schedulers to each other
      }
      case SpecificRecord _ -> {
        return false;
      }
    }
    return true;
  }

  private void await(PendingTrigger trigger, long offset, byte[] bytes) {
    if (ledger.horizon().sees(offset)) {
      pending.add(trigger, "%019d".formatted(offset), bytes);
      start();
    }
  }

  private void backfill(BackfillRequested asked, long offset, byte[] bytes) {
    if (ledger.horizon().sees(offset)) {
      backfills.begin(asked, offset, bytes);
      start();
    }
  }

  private void arrive(Arrival arrival, long offset, byte[] bytes) {
    PendingTrigger trigger = new PendingTrigger.Arrived(arrival);
    Optional<SetAside> aside =
        ledger
            .latest(arrival)
            .flatMap(
                known ->
                    SetAside.of(
                        arrival,
                        known,
                        it -> pending.has(trigger.key()) && !ledger.hasStarted(it)));
    if (decides) {
      aside.ifPresent(it -> outbox.setAside(it, now.get()));
    }
    if (aside.filter(it -> it.isOf(arrival)).isEmpty()) {
      ledger.arrived(arrival, bytes);
      pending.arrived(arrival);
      await(trigger, offset, bytes);
    }
  }

  /** A run is open since before. */
  void open(RunState state) {
    pending.open(state);
  }

  /** A run was read back as started. */
  void started(RunState state) {
    pending.started(state);
  }

  /** An open run is over: others may start, and its backfill may be over too. */
  void ended(RunState state) {
    pending.ended(state);
    backfills.ended(state.run().key());
    start();
  }

  /** What was to become that run is over without it; the answer is a cancellation that waited. */
  Optional<byte[]> settled(String key) {
    backfills.ended(key);
    return pending.forget(key);
  }

  /**
   * Takes in the cancellation of what is no open run: that of a run that waits is kept until the
   * run has started. False when it is about neither such a run nor a backfill.
   *
   * @param stop takes the cancellation of a backfill that is not over
   */
  boolean cancel(CancelAsked asked, byte[] bytes, Consumer<CancelAsked> stop) {
    if (pending.holdCancel(asked.run().key(), bytes)) {
      return true;
    }
    boolean ofBackfill = backfills.isOpen(asked.run());
    if (ofBackfill) {
      stop.accept(asked);
    }
    return ofBackfill;
  }

  /** Keeps a cancellation until it can be told what it is about. */
  void keepCancel(String run, byte[] cancel) {
    pending.keepCancel(run, cancel);
  }

  /** Has the cancellation that was kept for a run taken in, if there is one. */
  void takeCancel(String run, Consumer<byte[]> take) {
    pending.takeCancel(run, take);
  }

  /** Has all cancellations taken in that are about nothing that waits to become a run. */
  void takeEarlyCancels(Consumer<byte[]> take) {
    pending.cancelled().forEach(run -> pending.takeCancel(run, take));
  }

  /** Stops a backfill: what has not started will not, and its open runs are asked to stop. */
  void cancelBackfill(CancelAsked asked) {
    backfills.cancel(asked.run(), asked.by(), asked.reason(), now.get());
  }

  /** The end of a backfill was read back. */
  void completed(BackfillCompleted done) {
    backfills.completed(done.getFlow() + "/" + done.getId());
  }
}
