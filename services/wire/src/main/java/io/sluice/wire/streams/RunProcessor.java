package io.sluice.wire.streams;

import static java.util.Comparator.comparing;

import io.sluice.engine.run.Coordinator;
import io.sluice.engine.run.Coordinator.Reaction;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunInput;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Verdict;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.ResultRejected;
import io.sluice.schemas.RunRequested;
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
import org.apache.avro.specific.SpecificRecord;
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

  private ProcessorContext<String, Outbound> context;
  private OpenRuns open;
  private Ledger ledger;
  private Outbox outbox;
  private Coordinator coordinator;
  private PendingStarts pending;
  private CatchUp catchUp;
  private boolean tookOver;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  RunProcessor(
      TopicNames topics, RecordCodec codec, Duties duties, FlowCatalog flows, Backlog backlog) {
    this.topics = topics;
    this.codec = codec;
    this.duties = duties;
    this.flows = flows;
    this.backlog = backlog;
  }

  @Override
  public void init(ProcessorContext<String, Outbound> context) {
    this.context = context;
    open = new OpenRuns(context.getStateStore(CoordinationTopology.OPEN));
    ledger =
        new Ledger(context.getStateStore(CoordinationTopology.LEDGER), codec, topics.results());
    outbox = new Outbox(context, codec, topics);
    coordinator = new Coordinator(duties.reactors(ledger));
    pending =
        new PendingStarts(
            context.getStateStore(CoordinationTopology.PENDING),
            codec,
            topics,
            flows,
            ledger,
            outbox);
    open.restore((_, row) -> input(codec.read(topics.events(), row)));
    open.all().stream()
        .map(run -> run.watched().state())
        .sorted(comparing(RunProcessor::turn))
        .forEach(this::noteTurn);
    catchUp = CatchUp.begin(backlog, topics, duties, context.taskId().partition());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    RecordMetadata source = context.recordMetadata().orElseThrow();
    try {
      process(codec.read(source.topic(), record.value()), record.value());
    } catch (SerializationException | IllegalArgumentException e) {
      putAside(source, record, String.valueOf(e.getMessage()));
    }
    catchUp.read(source);
    takeOver();
  }

  private void process(SpecificRecord record, byte[] bytes) {
    switch (record) {
      case RunRequested requested -> request(requested, bytes);
      case CancelRequested asked -> cancel(asked, bytes);
      case ResultPublished result -> {
        Published published = (Published) ResultCodec.result(result);
        ledger.current(published, bytes);
        fold(new RunInput.ResultReleased(published.run()), bytes);
      }
      case ResultRejected result ->
          fold(new RunInput.ResultReleased(ResultCodec.result(result).run()), bytes);
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

  private void request(RunRequested requested, byte[] bytes) {
    String run = TriggerCodec.request(requested).run().key();
    if (open.find(run).isPresent() || ledger.hasEnded(run)) {
      return;
    }
    pending.add(requested, bytes);
    if (tookOver) {
      pending.start(now());
    }
  }

  private void cancel(CancelRequested asked, byte[] bytes) {
    RunInput.CancelAsked input = TriggerCodec.cancel(asked);
    Verdict verdict = fold(input, bytes);
    if (verdict == Verdict.LATE && tookOver) {
      outbox.refuse(
          "cancel",
          input.run(),
          asked.getId().toString(),
          input.by(),
          "Expected a run before its publication but it is publishing or over",
          now());
    }
  }

  private Verdict fold(RunInput input, byte[] bytes) {
    String key = input.run().key();
    Optional<OpenRun> found = open.find(key);
    if (found.isPresent()) {
      return evolve(found.get(), input, bytes);
    }
    if (!(input instanceof RunEvent.Started started) || ledger.hasEnded(key)) {
      return Verdict.LATE;
    }
    OpenRun begun = open.begin(started, bytes);
    ledger.ordinal(started.run().flow(), started.ordinal());
    pending.started(key);
    look(begun);
    return Verdict.ACCEPTED;
  }

  private Verdict evolve(OpenRun run, RunInput input, byte[] bytes) {
    // until it has caught up, a service folds and writes nothing
    Reaction reaction =
        tookOver
            ? coordinator.react(run.watched(), input, now())
            : coordinator.fold(run.watched(), input);
    if (reaction.verdict() == Verdict.ILLEGAL) {
      throw new IllegalArgumentException("illegal in the run's state: " + input);
    }
    if (reaction.verdict() == Verdict.ACCEPTED) {
      open.append(run, bytes);
    }
    open.update(run, reaction.watched(), reaction.next());
    noteTurn(reaction.watched().state());
    outbox.write(reaction.outgoing());
    if (reaction.watched().state().phase() instanceof RunPhase.Ended) {
      end(run);
    }
    return reaction.verdict();
  }

  private void end(OpenRun run) {
    RunState state = run.watched().state();
    open.end(run);
    ledger.ended(state.run().key());
    String result = resultKey(state);
    ledger.published(result, state.run());
    if (duties.startsAndEnds()) {
      // only these may have waited for it; many others can be open
      open.all().stream()
          .filter(other -> other.watched().state().phase() instanceof RunPhase.Passed)
          .filter(other -> resultKey(other.watched().state()).equals(result))
          .toList()
          .forEach(this::look);
    }
  }

  /** Remembers whose turn it is to publish; only one run of a period has it. */
  private void noteTurn(RunState state) {
    if (!turn(state).equals(Instant.MAX)) {
      ledger.publishing(resultKey(state), state.run());
    }
  }

  /** Runs past the point of no return come first, then those that passed the gate earlier. */
  private static Instant turn(RunState state) {
    return switch (state.phase()) {
      case RunPhase.Publishing _ -> Instant.MIN;
      case RunPhase.Passed passed -> passed.gate().at();
      case RunPhase.Working _, RunPhase.Refused _, RunPhase.Ended _ -> Instant.MAX;
    };
  }

  private static String resultKey(RunState state) {
    return state.started().subject().resultKey(state.run().flow());
  }

  private void look(OpenRun run) {
    if (!tookOver) {
      return;
    }
    noteTurn(run.watched().state());
    Reaction reaction = coordinator.look(run.watched(), now());
    open.update(run, reaction.watched(), reaction.next());
    outbox.write(reaction.outgoing());
  }

  /** Once it has caught up, writes what is outstanding; nothing can be written from init yet. */
  private void takeOver() {
    if (tookOver || !catchUp.isDone()) {
      return;
    }
    tookOver = true;
    LOG.atInfo()
        .addKeyValue("task", context.taskId())
        .addKeyValue("open", open.all().size())
        .log("Coordinating");
    List.copyOf(open.all()).forEach(this::look);
    pending.start(now());
  }

  private void tick(long at) {
    takeOver();
    if (!tookOver) {
      return;
    }
    Instant now = now();
    for (Optional<OpenRun> due = open.due(now); due.isPresent(); due = open.due(now)) {
      look(due.get());
    }
    pending.start(now);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private void putAside(RecordMetadata source, Record<String, byte[]> record, String cause) {
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
