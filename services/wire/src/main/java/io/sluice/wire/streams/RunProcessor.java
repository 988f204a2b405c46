package io.sluice.wire.streams;

import static java.util.Comparator.comparing;

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
import io.sluice.engine.run.Verdict;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.Horizon;
import io.sluice.engine.trigger.Waiting;
import io.sluice.schemas.BackfillCompleted;
import io.sluice.schemas.BackfillRequested;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.ResultRejected;
import io.sluice.schemas.RunRequested;
import io.sluice.schemas.ScheduleSeen;
import io.sluice.schemas.ScheduleTicked;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Optional<Consumer<Folded>> foldOnly;
  private final Turns turns = new Turns();
  private final List<Early> early = new ArrayList<>();

  private ProcessorContext<String, Outbound> context;
  private OpenRuns open;
  private Ledger ledger;
  private Outbox outbox;
  private Coordinator coordinator;
  private PendingStarts pending;
  private Backfills backfills;
  private CatchUp catchUp;
  private Horizon horizon = Horizon.NONE;
  private boolean beganEmpty;
  private boolean caughtUp;
  private boolean tookOver;
  private long read;

  /** What came from another topic than the events before the events were caught up with. */
  @SuppressWarnings("ArrayRecordComponent") // the bytes are carried, never compared
  private record Early(RunInput input, byte[] bytes) {}

  /**
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
      Optional<Consumer<Folded>> foldOnly) {
    this.topics = topics;
    this.codec = codec;
    this.duties = duties;
    this.flows = flows;
    this.backlog = backlog;
    this.foldOnly = foldOnly;
  }

  @Override
  public void init(ProcessorContext<String, Outbound> context) {
    this.context = context;
    open = new OpenRuns(context.getStateStore(CoordinationTopology.OPEN));
    ledger = new Ledger(context.getStateStore(CoordinationTopology.LEDGER), codec, topics, turns);
    outbox = new Outbox(context, codec, topics);
    coordinator = new Coordinator(duties.reactors(ledger));
    pending =
        new PendingStarts(
            context.getStateStore(CoordinationTopology.PENDING),
            codec,
            topics,
            flows,
            ledger,
            outbox,
            run -> open.find(run).isPresent());
    backfills =
        new Backfills(
            context.getStateStore(CoordinationTopology.PENDING),
            codec,
            topics,
            ledger,
            pending,
            outbox);
    open.restore((_, row) -> input(codec.read(topics.events(), row)));
    open.all().stream()
        .map(run -> run.watched().state())
        .sorted(comparing(RunProcessor::gate))
        .forEach(
            state -> {
              turns.note(state);
              pending.open(state);
            });
    beganEmpty = ledger.isEmpty();
    if (beganEmpty && duties.startsAndEnds()) {
      horizon = horizon(context.taskId().partition());
    }
    catchUp = CatchUp.begin(backlog, topics, duties, context.taskId().partition());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private Horizon horizon(int partition) {
    return backlog.horizon(
        new TopicPartition(topics.events(), partition),
        new TopicPartition(topics.triggers(), partition));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    RecordMetadata source = context.recordMetadata().orElseThrow();
    read++;
    ledger.horizon(horizon);
    open.sweep(this::over);
