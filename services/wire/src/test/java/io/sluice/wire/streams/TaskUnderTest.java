package io.sluice.wire.streams;

import io.sluice.engine.run.Duties;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.Horizon;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.topics.TopicNames;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A task of the coordination without Kafka: its rows, what it reads, and what it writes. */
final class TaskUnderTest {

  static final TopicNames TOPICS = TopicNames.of("sluice");

  final RecordCodec codec = new RecordCodec(new HeapRegistry());
  final Rows open = new Rows();
  final Rows pending = new Rows();
  final Rows ledger = new Rows();

  private final Duties duties;
  private final FlowCatalog flows;
  private final List<Record<String, Outbound>> written = new ArrayList<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Pulse pulse;
  private RunProcessor processor;
  private Punctuator punctuator = _ -> {};
  private Instant now;
  private String topic = "";

  /** A task that was just started. */
  TaskUnderTest(Duties duties, FlowCatalog flows, Instant now) {
    this.duties = duties;
    this.flows = flows;
    this.now = now;
    this.pulse = new Pulse(this::nanos, StreamsSettings.STANDSTILL);
    this.processor = begin();
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  private RunProcessor begin() {
    RunProcessor begun =
        new RunProcessor(
            TOPICS, codec, duties, flows, new NothingBehind(), pulse, Optional.empty());
    begun.init(context());
    return begun;
  }

  /** Begins again over the rows that are there. */
  void restart() {
    processor = begin();
  }

  /** Nothing of the process goes on for so long. */
  void standStill(Duration time) {
    now = now.plus(time);
  }

  /** Only its thread waits for so long, as for a broker. */
  void waitForBroker(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
      now = now.plusSeconds(1);
      pulse.beat();
    }
  }

  void tick() {
    try {
      punctuator.punctuate(now.toEpochMilli());
    } finally {
      pulse.beat();
    }
  }

  void read(String from, SpecificRecord record) {
    read(from, codec.write(from, record));
  }

  void read(String from, byte[] value) {
    topic = from;
    offsets.merge(from, 1L, Long::sum);
    try {
      processor.process(new Record<>("key", value, now.toEpochMilli()));
    } finally {
      pulse.beat();
    }
  }

  /** What was written to a topic, in its order. */
  List<SpecificRecord> written(String to) {
    return written.stream()
        .map(Record::value)
        .filter(outbound -> outbound.topic().equals(to))
        .map(outbound -> codec.read(to, outbound.value()))
        .toList();
  }

  /** How many records were put aside. */
  long putAside() {
    return written.stream()
        .filter(record -> record.value().topic().equals(TOPICS.deadLetters()))
        .count();
  }

  @SuppressWarnings("unchecked")
  private ProcessorContext<String, Outbound> context() {
    return proxy(
        ProcessorContext.class,
        (_, method, arguments) ->
            switch (method.getName()) {
              case "getStateStore" -> store((String) arguments[0]);
              case "taskId" -> new TaskId(0, 0);
              case "schedule" -> {
                punctuator = (Punctuator) arguments[2];
                yield null;
              }
              case "currentSystemTimeMs" -> now.toEpochMilli();
              case "recordMetadata" -> Optional.of(source());
              case "forward" -> written.add((Record<String, Outbound>) arguments[0]) ? null : null;
              default -> throw new IllegalStateException("not expected: " + method);
            });
  }

  private Rows store(String name) {
    return switch (name) {
      case CoordinationTopology.OPEN -> open;
      case CoordinationTopology.PENDING -> pending;
      default -> ledger;
    };
  }

  private RecordMetadata source() {
    return proxy(
        RecordMetadata.class,
        (_, method, _) ->
            switch (method.getName()) {
              case "topic" -> topic;
              case "partition" -> 0;
              default -> offsets.get(topic) - 1;
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            TaskUnderTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What the task has yet to read when it begins: nothing. */
  private static final class NothingBehind extends Backlog {
    NothingBehind() {
      super(
          proxy(
              Admin.class,
              (_, method, _) -> {
                throw new IllegalStateException("not expected: " + method);
              }),
          "runs");
    }

    @Override
    Map<TopicPartition, Long> behind(Collection<TopicPartition> partitions) {
      return Map.of();
    }

    @Override
    Horizon horizon(TopicPartition events, TopicPartition triggers) {
      return Horizon.NONE;
    }
  }
}
