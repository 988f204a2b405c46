package io.sluice.wire.streams;

import io.sluice.engine.run.Duties;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.wire.FlowPartition;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.topics.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology of a service's part of the coordination: one processor over the events, and for
 * {@code runs} over triggers and results too, and one sink for all that it writes.
 */
public final class CoordinationTopology {

  static final String OPEN = "open";
  static final String PENDING = "pending";
  static final String LEDGER = "ledger";

  private static final String SOURCE = "log";
  private static final String PROCESSOR = "coordination";
  private static final String SINK = "outbox";

  /** Run rows are many and short-lived: small segments keep what a take-over reads short. */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "segment.bytes", Integer.toString(16 << 20),
          "segment.ms", "600000",
          "min.cleanable.dirty.ratio", "0.1");

  private CoordinationTopology() {}

  /** Builds the topology of a service with those duties. */
  public static Topology build(
      TopicNames topics, RecordCodec codec, Duties duties, FlowCatalog flows, Backlog backlog) {
    return build(topics, codec, duties, flows, backlog, Optional.empty());
  }

  /**
   * Builds the topology that only folds.
   *
   * @param folded told by each task, once, what it folded up to the ends that it noted
   */
  static Topology fold(
      TopicNames topics,
      RecordCodec codec,
      Duties duties,
      FlowCatalog flows,
      Backlog backlog,
      Consumer<Folded> folded) {
    return build(topics, codec, duties, flows, backlog, Optional.of(folded));
  }

  private static Topology build(
      TopicNames topics,
      RecordCodec codec,
      Duties duties,
      FlowCatalog flows,
      Backlog backlog,
      Optional<Consumer<Folded>> foldOnly) {
    return build(
        topics,
        duties,
        () -> new RunProcessor(topics, codec, duties, flows, backlog, Pulse.ofProcess(), foldOnly));
  }

  private static Topology build(
      TopicNames topics,
      Duties duties,
      ProcessorSupplier<String, byte[], String, Outbound> processor) {
    Topology topology = new Topology();
    topology.addSource(
        SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        sources(topics, duties).toArray(String[]::new));
    topology.addProcessor(PROCESSOR, processor, SOURCE);
    topology.addStateStore(store(Stores.inMemoryKeyValueStore(OPEN)), PROCESSOR);
    topology.addStateStore(store(Stores.inMemoryKeyValueStore(PENDING)), PROCESSOR);
    topology.addStateStore(store(Stores.persistentKeyValueStore(LEDGER)), PROCESSOR);
    Serializer<Outbound> values = (topic, outbound) -> outbound.value();
    topology.addSink(
        SINK,
        (key, outbound, context) -> outbound.topic(),
        new StringSerializer(),
        values,
        byFlow(topics),
        PROCESSOR);
    return topology;
  }

  /** The topics that a service with those duties folds. */
  static List<String> sources(TopicNames topics, Duties duties) {
    return duties.startsAndEnds()
        ? List.of(topics.events(), topics.triggers(), topics.results())
        : List.of(topics.events());
  }

  private static StreamPartitioner<String, Outbound> byFlow(TopicNames topics) {
    Set<String> partitioned = Set.of(topics.events(), topics.triggers(), topics.results());
    return (topic, key, outbound, partitions) ->
        partitioned.contains(topic)
            ? Optional.of(Set.of(FlowPartition.of(outbound.flow(), partitions)))
            : Optional.of(Set.of(0));
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(
      KeyValueBytesStoreSupplier supplier) {
    Serde<byte[]> bytes = Serdes.ByteArray();
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), bytes)
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }
}
