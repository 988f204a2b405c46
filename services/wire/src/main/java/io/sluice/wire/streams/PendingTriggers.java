package io.sluice.wire.streams;

import io.sluice.engine.run.Outgoing;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunState;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.Lanes;
import io.sluice.engine.trigger.PendingTrigger;
import io.sluice.engine.trigger.Resolution;
import io.sluice.engine.trigger.Resolver;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.RunStarter;
import io.sluice.engine.trigger.Starting;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.RunRequested;
import io.sluice.schemas.ScheduleTicked;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.streams.PendingQueue.Entry;
import io.sluice.wire.topics.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Triggers that did not become runs yet: each waits until what came of it, RunStarted or
 * TriggerRefused, is read back.
 */
final class PendingTriggers {

  private static final String CANCEL = "cancel/";

  private final KeyValueStore<String, byte[]> rows;
  private final FlowCatalog flows;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Predicate<String> isOpen;
  private final Lanes lanes = new Lanes();
  private final PendingQueue pending = new PendingQueue();

  /**
   * @param isOpen whether a run of that key is open
   */
  PendingTriggers(
      KeyValueStore<String, byte[]> rows,
      RecordCodec codec,
      TopicNames topics,
      FlowCatalog flows,
      Ledger ledger,
      Outbox outbox,
      Predicate<String> isOpen) {
    this.rows = rows;
    this.flows = flows;
    this.ledger = ledger;
    this.outbox = outbox;
    this.isOpen = isOpen;
    try (KeyValueIterator<String, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        if (!row.key.startsWith(CANCEL) && !row.key.startsWith(Backfills.ROW)) {
          pending.add(row.key, trigger(codec.read(topics.triggers(), row.value)));
        }
      }
    }
  }

  /**
   * What a record of the triggers topic waits for.
   *
   * @throws IllegalArgumentException if nothing waits on such a record
   */
  static PendingTrigger trigger(SpecificRecord record) {
    return switch (record) {
      case RunRequested asked ->
          new PendingTrigger.Asked(TriggerCodec.request(asked), asked.getAt());
      case ScheduleTicked tick -> new PendingTrigger.Ticked(TriggerCodec.tick(tick));
      case FileArrived arrived -> new PendingTrigger.Arrived(TriggerCodec.arrival(arrived));
      case SpecificRecord other ->
          throw new IllegalArgumentException(
              "Expected a trigger but found a " + other.getSchema().getFullName());
    };
  }

  /**
   * Keeps a trigger until something came of it.
   *
   * @param row its place in the order of the triggers
   */
  void add(PendingTrigger trigger, String row, byte[] bytes) {
    if (trigger.run().filter(run -> isKnown(run.key())).isPresent()) {
      return;
    }
    pending.add(row, trigger).ifPresent(entry -> rows.put(entry.row(), bytes));
  }

  /** Whether a trigger of that key waits. */
  boolean has(String key) {
    return pending.find(key).isPresent();
  }

  private boolean isKnown(String run) {
    return isOpen.test(run) || ledger.hasEnded(run);
  }

  /**
   * Keeps a cancellation until the run that it is about has started; false when none is waited for.
   */
  boolean holdCancel(String run, byte[] cancel) {
    if (pending.findByRun(run).isEmpty()) {
      return false;
    }
    keepCancel(run, cancel);
    return true;
  }

  void keepCancel(String run, byte[] cancel) {
    rows.putIfAbsent(CANCEL + run, cancel);
  }

  /** The runs and backfills that a cancellation is kept for, though they do not wait to start. */
  List<String> cancelled() {
    List<String> cancelled = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = rows.prefixScan(CANCEL, new StringSerializer())) {
      while (all.hasNext()) {
        cancelled.add(all.next().key.substring(CANCEL.length()));
      }
    }
    cancelled.removeIf(run -> pending.findByRun(run).isPresent());
    return cancelled;
  }

  /** Has a cancellation taken in, if one is kept; only then it is kept no longer. */
  void takeCancel(String run, Consumer<byte[]> take) {
    byte[] cancel = rows.get(CANCEL + run);
    if (cancel != null) {
      take.accept(cancel);
      rows.delete(CANCEL + run);
    }
  }

  /** A run was read back as started. */
  void started(RunState state) {
    lanes.enter(state);
    pending.findByRun(state.run().key()).ifPresent(this::drop);
  }

  /** Something arrived: what waits for it is looked at again. */
  void arrived(Arrival arrival) {
    pending.wake(arrival.set());
  }

  /** The trigger of that run waits no longer, whatever came of it. */
  Optional<byte[]> forget(String run) {
    pending.findByRun(run).ifPresent(this::drop);
    return Optional.ofNullable(rows.delete(CANCEL + run));
  }

  private void drop(Entry entry) {
    if (pending.remove(entry)) {
      rows.delete(entry.row());
    }
  }

  /** A run is open since before. */
  void open(RunState state) {
    lanes.enter(state);
  }

  /** A run is over: another one of its lane may start. */
  void ended(RunState state) {
    pending.moveOn(lanes.leave(state));
  }

  /** How many runs of a backfill may be open at once. */
  void limit(String backfill, int maxActive) {
    lanes.limit(backfill, maxActive);
  }

  /** Refuses what waits to become that run; false when nothing does. */
  boolean refuseByRun(String run, String reason, Instant now) {
    Optional<Entry> entry = pending.findByRun(run).filter(it -> !it.isWritten());
    entry.ifPresent(it -> refuse(it, List.of(reason), now));
    return entry.isPresent();
  }

  /** Starts what can be started, in the order of the triggers. */
  void start(Instant now) {
    for (Entry entry : pending.takeToLookAt(now)) {
      guarded(entry, now, (it, _, resolution, at) -> settle(it, resolution, at));
    }
    for (String lane : pending.takeMoved()) {
      boolean goOn = true;
      while (goOn) {
        goOn = pending.first(lane).map(entry -> guarded(entry, now, this::admit)).orElse(false);
      }
    }
  }

  /** A step with a trigger; the answer is whether the next one behind it may be looked at. */
  @FunctionalInterface
  private interface Step {
    boolean take(Entry entry, FlowDefinition definition, Resolution resolution, Instant now);
  }

  private boolean guarded(Entry entry, Instant now, Step step) {
    if (isKnown(entry.trigger().refusalKey())) {
      drop(entry);
      return true;
    }
    try {
      Optional<FlowDefinition> definition = entry.trigger().definition(flows);
      return definition.isPresent()
          ? step.take(entry, definition.get(), resolve(entry, definition.get(), now), now)
          : settle(entry, undefined(entry, now), now);
    } catch (IllegalArgumentException | UnwritableException e) {
      // the revision's or the trigger's own fault: others must not wait behind it
      refuse(entry, List.of(String.valueOf(e.getMessage())), now);
      return true;
    }
  }

  private Resolution undefined(Entry entry, Instant now) {
    if (!flows.isRead()) {
      entry.waitsAnew();
      return new Resolution.Unread();
    }
    return entry.trigger().undefined(flows, entry.since(now), now);
  }

  private Resolution resolve(Entry entry, FlowDefinition definition, Instant now) {
    return Resolver.of(definition, flows, ledger).resolve(entry.trigger(), now);
  }

  /** Puts it where what comes of it says. */
  private boolean settle(Entry entry, Resolution resolution, Instant now) {
    switch (resolution) {
      case Resolution.Ready(RunRequest request) when isKnown(request.run().key()) -> drop(entry);
      case Resolution.Ready(RunRequest request) -> pending.queue(entry, request.queue());
      case Resolution.NotBefore(Instant due) -> pending.sleep(entry, due);
      case Resolution.Unread _ -> pending.again(entry);
      case Resolution.Nothing _ -> drop(entry);
      case Resolution.Refused(List<String> problems) -> refuse(entry, problems, now);
    }
    return true;
  }

  /** Decides on the first of a lane, by what has arrived until now. */
  private boolean admit(
      Entry entry, FlowDefinition definition, Resolution resolution, Instant now) {
    if (!(resolution instanceof Resolution.Ready(RunRequest request))
        || isKnown(request.run().key())) {
      return settle(entry, resolution, now);
    }
    return switch (lanes.admission(request, definition.flow(), entry.trigger().schedule())) {
      case ADMIT -> {
        begin(entry, request, definition, now);
        yield true;
      }
      case HOLD -> false;
      case SKIP -> {
        refuse(entry, List.of("a run of this flow is open, and the schedule skips then"), now);
        yield true;
      }
      case CANCEL_OPEN -> {
        if (entry.cancelsOthersOnce()) {
          lanes
              .in(request.lane())
              .forEach(run -> outbox.cancel(run, request.requestedBy(), "the next tick came", now));
        }
        yield false;
      }
    };
  }

  private void begin(Entry entry, RunRequest request, FlowDefinition definition, Instant now) {
    long ordinal = ledger.ordinal(request.flow()) + 1;
    Starting starting =
        RunStarter.start(
            request,
            definition.flow(),
            definition.references(request.subject()),
            ledger::current,
            ordinal,
            now);
    switch (starting) {
      case Starting.Start(RunEvent.Started started) -> {
        // first, since what cannot be written is refused and must leave nothing behind
        outbox.write(new Outgoing.Emit(started));
        ledger.ordinal(request.flow(), ordinal);
        lanes.enter(request);
        pending.written(entry, request.run().key());
        outbox.accept("start", request.run(), request.id(), request.requestedBy(), now);
      }
      case Starting.Refuse(List<String> problems) ->
          refuse(entry, request.run().key(), request.id(), request.requestedBy(), problems, now);
    }
  }

  private void refuse(Entry entry, List<String> problems, Instant now) {
    PendingTrigger trigger = entry.trigger();
    refuse(entry, trigger.refusalKey(), trigger.id(), trigger.by(), problems, now);
  }

  private void refuse(
      Entry entry, String key, String id, String by, List<String> problems, Instant now) {
    outbox.refuseStart(entry.trigger(), key, id, by, String.join("; ", problems), now);
    pending.written(entry, key);
  }
}
