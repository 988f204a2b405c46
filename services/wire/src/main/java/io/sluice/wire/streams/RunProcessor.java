package io.sluice.wire.streams;

import io.sluice.engine.run.Acceptance;
import io.sluice.engine.run.Coordinator;
import io.sluice.engine.run.Coordinator.Reaction;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunInput;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Turns;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.Horizon;
import io.sluice.schemas.BackfillCompleted;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.ResultRejected;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.streams.OpenRuns.OpenRun;
import io.sluice.wire.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the engine's reactors: reads the log, keeps the rows of open runs, writes what the
 * coordinator says. Holds no decision about runs of its own.
 */
final class RunProcessor implements Processor<String, byte[], String, Outbound> {

  private static final Logger LOG = LoggerFactory.getLogger(RunProcessor.class);
  private static final Duration TICK = Duration.ofMillis(50);

  private final TopicNames topics;
  private final RecordCodec codec;
  private final Duties duties;
  private final FlowCatalog flows;
  private final Backlog backlog;
  private final Pulse pulse;
  private final Optional<Consumer<Folded>> foldOnly;

  private ProcessorContext<String, Outbound> context;
  private OpenRuns open;
  private Ledger ledger;
  private Outbox outbox;
  private Coordinator coordinator;
  private TriggerDesk triggers;
  private Turns turns;
  private TakeOver takeOver;
  private long standstills;
  private Horizon horizon = Horizon.NONE;

  /**
   * @param pulse of this process
   * @param foldOnly told what was folded when it has caught up, and it does nothing more; empty for
   *     a processor that takes over then
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  RunProcessor(
      TopicNames topics,
      RecordCodec codec,
      Duties duties,
      FlowCatalog flows,
      Backlog backlog,
      Pulse pulse,
      Optional<Consumer<Folded>> foldOnly) {
    this.topics = topics;
    this.codec = codec;
    this.duties = duties;
    this.flows = flows;
    this.backlog = backlog;
    this.pulse = pulse;
    this.foldOnly = foldOnly;
  }

  @Override
  public void init(ProcessorContext<String, Outbound> context) {
    this.context = context;
    turns = new Turns();
    open = new OpenRuns(context.getStateStore(CoordinationTopology.OPEN));
    ledger = new Ledger(context.getStateStore(CoordinationTopology.LEDGER), codec, topics, turns);
    outbox = new Outbox(context, codec, topics);
    coordinator = new Coordinator(duties.reactors(ledger));
    triggers =
        new TriggerDesk(
            context.getStateStore(CoordinationTopology.PENDING),
            codec,
            topics,
            flows,
            ledger,
            outbox,
            run -> open.find(run).isPresent(),
            this::now);
    open.restore((_, row) -> input(codec.read(topics.events(), row)), ledger::hasEnded);
    open.all().stream()
        .map(run -> run.watched().state())
        .sorted(Turns.BY_GATE)
        .forEach(
            state -> {
              turns.note(state);
              triggers.open(state);
            });
    if (ledger.isEmpty() && duties.startsAndEnds()) {
      horizon = horizon(context.taskId().partition());
    }
    CatchUp catchUp = CatchUp.begin(backlog, topics, duties, context.taskId().partition());
    takeOver = new TakeOver(catchUp, ledger, open, foldOnly);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    standstills = pulse.standstills();
  }

  private Horizon horizon(int partition) {
    return backlog.horizon(
        new TopicPartition(topics.events(), partition),
        new TopicPartition(topics.triggers(), partition));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    pulse.requireNoneSince(standstills);
    RecordMetadata source = context.recordMetadata().orElseThrow();
    noteHorizon();
    open.sweep(this::over);
    try {
      process(codec.read(source.topic(), record.value()), record.value(), source.offset());
    } catch (SerializationException | IllegalArgumentException e) {
      putAside(source, record, String.valueOf(e.getMessage()));
    }
    takeOver.read(source);
    takeOver();
  }

  /** Here, since nothing can be written from init yet. */
  private void noteHorizon() {
    if (!horizon.equals(Horizon.NONE)) {
      ledger.horizon(horizon);
      horizon = Horizon.NONE;
    }
  }

  private void process(SpecificRecord record, byte[] bytes, long offset) {
    switch (record) {
      case CancelRequested asked -> cancel(TriggerCodec.cancel(asked), bytes);
      case TriggerRefused refused -> refused(refused.getKey());
      case BackfillCompleted done -> {
        if (duties.startsAndEnds()) {
          triggers.completed(done);
        }
      }
      case ResultPublished result -> {
        Published published = (Published) ResultCodec.result(result);
        ledger.current(published, bytes);
        released(published.run(), bytes);
      }
      case ResultRejected result -> released(ResultCodec.result(result).run(), bytes);
      case SpecificRecord other when triggers.read(other, offset, bytes) -> {
        // it waits until something comes of it
      }
      case SpecificRecord event -> fold(EventReading.event(event), bytes);
    }
  }

  /** The input that a kept row was. */
  private static RunInput input(SpecificRecord row) {
    return switch (row) {
      case CancelRequested asked -> TriggerCodec.cancel(asked);
      case ResultPublished result -> new RunInput.ResultReleased(ResultCodec.result(result).run());
      case ResultRejected result -> new RunInput.ResultReleased(ResultCodec.result(result).run());
      case SpecificRecord event -> EventReading.event(event);
    };
  }

  /**
   * A trigger was refused: it is as good as a run that ended. One of which a run is open became
   * that run before somebody refused it who knew less.
   */
  private void refused(String key) {
    if (duties.startsAndEnds() && open.find(key).isEmpty()) {
      over(key).map(this::cancelOf).ifPresent(this::refuse);
      triggers.start();
    }
  }

  private void released(RunRef run, byte[] bytes) {
    if (!takeOver.keepsResultOf(run.key())) {
      fold(new RunInput.ResultReleased(run), bytes);
    }
  }

  private void cancel(RunInput.CancelAsked asked, byte[] bytes) {
    if (!takeOver.isDone()) {
      if (!ledger.hasEnded(asked.run().key())) {
        triggers.keepCancel(asked.run().key(), bytes);
      }
      return;
    }
    if (triggers.cancel(asked, bytes, this::cancelBackfill)) {
      return;
    }
    switch (fold(asked, bytes)) {
      case LATE -> refuse(asked);
      case ACCEPTED -> accept(asked);
      case DUPLICATE, ILLEGAL -> {}
    }
  }

  private void cancelBackfill(RunInput.CancelAsked asked) {
    triggers.cancelBackfill(asked);
    accept(asked);
  }

  private void accept(RunInput.CancelAsked asked) {
    outbox.accept("cancel", asked.run(), asked.id(), asked.by(), now());
  }

  private void refuse(RunInput.CancelAsked asked) {
    outbox.refuse(
        "cancel",
        asked.run(),
        asked.id(),
        asked.by(),
        "Expected a run before its publication but it is publishing or over",
        now());
  }

  private Acceptance fold(RunInput input, byte[] bytes) {
    String key = input.run().key();
    if (input instanceof RunEvent.Started started) {
      ledger.started(started);
    }
    Optional<OpenRun> found = open.find(key);
    if (found.isPresent()) {
      return evolve(found.get(), input, bytes);
    }
    if (ledger.hasEnded(key)) {
      return Acceptance.LATE;
    }
    return switch (input) {
      case RunEvent.Started started -> begin(started, bytes);
      case RunEvent event when event.endsRun() -> {
        // its rows went before a crash, or its beginning is no longer kept
        over(key);
        yield Acceptance.LATE;
      }
      case RunInput.ResultReleased _ -> {
        // results are kept longer than events
        over(key);
        yield Acceptance.LATE;
      }
      default -> Acceptance.LATE;
    };
  }

  private Acceptance begin(RunEvent.Started started, byte[] bytes) {
    OpenRun begun = open.begin(started, bytes);
    ledger.ordinal(started.run().flow(), started.ordinal());
    triggers.started(begun.watched().state());
    if (takeOver.isDone()) {
      triggers.takeCancel(started.run().key(), asked -> cancel(cancelOf(asked), asked));
    }
    look(begun);
    return Acceptance.ACCEPTED;
  }

  private RunInput.CancelAsked cancelOf(byte[] asked) {
    return (RunInput.CancelAsked) input(codec.read(topics.triggers(), asked));
  }

  private Acceptance evolve(OpenRun run, RunInput input, byte[] bytes) {
    RunState before = run.watched().state();
    // until it has caught up, a service folds and writes nothing
    Reaction reaction =
        takeOver.isDone()
            ? coordinator.react(run.watched(), input, now())
            : coordinator.fold(run.watched(), input);
    if (reaction.acceptance() == Acceptance.ILLEGAL) {
      throw new IllegalArgumentException("illegal in the run's state: " + input);
    }
    if (reaction.acceptance() == Acceptance.ACCEPTED) {
      open.append(run, bytes);
    }
    RunState state = reaction.watched().state();
    open.update(run, reaction.watched(), reaction.next());
    turns.note(state);
    if (state.phase() instanceof RunPhase.Publishing publishing) {
      ledger.opened(resultKey(state), publishing.version());
    }
    outbox.write(reaction.outgoing());
    if (takeOver.isDone() && overtaken(before, state) && !(input instanceof RunEvent.Cancelled)) {
      before.cancel().ifPresent(this::refuse);
    }
    if (state.phase() instanceof RunPhase.Ended) {
      end(run);
    }
    return reaction.acceptance();
  }

  /** Whether a cancellation of the run came too late just now. */
  private static boolean overtaken(RunState before, RunState after) {
    return before.cancellable() && !after.cancellable();
  }

  private void end(OpenRun run) {
    RunState state = run.watched().state();
    end(state.run().key(), state.phase());
    takeOver.ended(state.run().key());
    open.end(run);
    turns.leave(state).flatMap(next -> open.find(next.key())).ifPresent(this::look);
    triggers.ended(state);
  }

  /** Whatever was to become of that run, it is over; the answer is a cancellation that waited. */
  private Optional<byte[]> over(String run) {
    ledger.ended(run);
    return triggers.settled(run);
  }

  private void end(String run, RunPhase phase) {
    if (phase instanceof RunPhase.Ended(RunEnd end, _)) {
      ledger.ended(run, end.outcome());
    }
  }

  private static String resultKey(RunState state) {
    return state.started().subject().resultKey(state.run().flow());
  }

  private void look(OpenRun run) {
    if (!takeOver.isDone()) {
      return;
    }
    Reaction reaction = coordinator.look(run.watched(), now());
    open.update(run, reaction.watched(), reaction.next());
    outbox.write(reaction.outgoing());
  }

  /** Once it has caught up, writes what is outstanding; nothing can be written from init yet. */
  private void takeOver() {
    if (!takeOver.begins(this::settle)) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("task", context.taskId())
        .addKeyValue("open", open.all().size())
        .log("Coordinating");
    triggers.takeEarlyCancels(asked -> cancelEarly(cancelOf(asked), asked));
    List.copyOf(open.all()).forEach(this::look);
    triggers.takeOver();
  }

  /** Takes in of which runs results told before the events of the past were read. */
  private void settle(Set<String> released) {
    // the result of an open run is outstanding: it is told again, with the same id
    released.stream().filter(run -> open.find(run).isEmpty()).forEach(this::over);
  }

  /** One that is too late is not refused: it may be of the past, and told so then. */
  private void cancelEarly(RunInput.CancelAsked asked, byte[] bytes) {
    if (!triggers.cancel(asked, bytes, this::cancelBackfill)
        && fold(asked, bytes) == Acceptance.ACCEPTED) {
      accept(asked);
    }
  }

  private void tick(long at) {
    pulse.requireNoneSince(standstills);
    open.sweep(this::over);
    takeOver();
    if (!takeOver.isDone()) {
      return;
    }
    Instant now = now();
    for (Optional<OpenRun> due = open.due(now); due.isPresent(); due = open.due(now)) {
      look(due.get());
    }
    triggers.start();
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private void putAside(RecordMetadata source, Record<String, byte[]> record, String cause) {
    if (takeOver.foldsOnly()) {
      // of the past: it was put aside when it was new
      return;
    }
    byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
    outbox.deadLetter(
        new DeadLetter(
            source.topic(),
            source.partition(),
            source.offset(),
            record.timestamp(),
            key,
            record.value(),
            cause));
  }
}
