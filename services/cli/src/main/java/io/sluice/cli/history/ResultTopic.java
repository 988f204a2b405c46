package io.sluice.cli.history;

import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunSubject;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.TopicScan;
import io.sluice.wire.codec.ResultCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads what subscribers read. */
public final class ResultTopic {

  private final KafkaConnection kafka;

  public ResultTopic(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Gives every result that there is to the reader, those of one flow in their order. */
  public void read(Consumer<RunResult> reader) {
    scan(_ -> true, reader);
  }

  /**
   * Gives results to the reader, in a thread of their own, as they come.
   *
   * @param fromStart whether those that there are come first
   */
  public TailReader follow(boolean fromStart, Consumer<RunResult> reader) {
    String topic = kafka.topics().results();
    Consumer<ConsumerRecord<String, byte[]>> records = record -> result(record).ifPresent(reader);
    return fromStart
        ? TailReader.fromStart(kafka, topic, records)
        : TailReader.fromEnd(kafka, topic, records);
  }

  /** Every publication of a flow, slice and period, by version. */
  public List<RunResult.Published> publications(String flow, RunSubject subject) {
    TreeMap<Long, RunResult.Published> versions = new TreeMap<>(Comparator.naturalOrder());
    scan(
        subject.resultKey(flow)::equals,
        result -> {
          if (result instanceof RunResult.Published published) {
            versions.put(published.version(), published);
          }
        });
    return List.copyOf(versions.values());
  }

  private void scan(Predicate<String> keys, Consumer<RunResult> reader) {
    TopicScan.read(
        kafka,
        kafka.topics().results(),
        record -> {
          if (keys.test(String.valueOf(record.key()))) {
            result(record).ifPresent(reader);
          }
        });
  }

  /** Empty for a record that is no result. */
  private Optional<RunResult> result(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(ResultCodec.result(kafka.codec().read(record.topic(), record.value())));
    } catch (SerializationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
