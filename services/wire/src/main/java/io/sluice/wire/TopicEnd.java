package io.sluice.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the youngest records of a topic, in steps back from its end, so that a long history costs
 * nothing; without a group and without commits.
 */
public final class TopicEnd {

  /** The most records of a step, unless more than that are wanted. */
  private static final long LONGEST_STEP = 10_000;

  private final KafkaConsumer<String, byte[]> consumer;
  private final int limit;

  private TopicEnd(KafkaConsumer<String, byte[]> consumer, int limit) {
    this.consumer = consumer;
    this.limit = limit;
  }

  /** What was made of a record, and the record's time in ms since 1970. */
  private record Found<T>(long at, T value) {}

  /**
   * The youngest of those that are wanted, by the records' times, the oldest of them first.
   *
   * @param limit how many at most
   * @param reader what is made of a record; empty for one that is not wanted
   * @throws org.apache.kafka.common.errors.TimeoutException when the brokers say nothing for 30 s
   */
  public static <T> List<T> youngest(
      KafkaConnection kafka,
      String topic,
      int limit,
      Function<ConsumerRecord<String, byte[]>, Optional<T>> reader) {
    KafkaConsumer<String, byte[]> consumer = TopicScan.consumer(kafka);
    try {
      return new TopicEnd(consumer, limit).youngest(topic, reader);
    } finally {
      // there is no group to leave, and taking leave of the broker waits for the fetch under way
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private <T> List<T> youngest(
      String topic, Function<ConsumerRecord<String, byte[]>, Optional<T>> reader) {
    List<TopicPartition> partitions = TopicScan.partitions(consumer, topic);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<Found<T>> all = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      all.addAll(
          youngest(
              partition,
              begins.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, 0L),
              reader));
    }
    all.sort(Comparator.comparingLong(Found::at));
    return all.stream().skip(Math.max(0, all.size() - limit)).map(Found::value).toList();
  }

  private <T> Deque<Found<T>> youngest(
      TopicPartition partition,
      long begin,
      long end,
      Function<ConsumerRecord<String, byte[]>, Optional<T>> reader) {
    Deque<Found<T>> youngest = new ArrayDeque<>();
    long step = limit;
    for (long to = end; to > begin && youngest.size() < limit; ) {
      long from = Math.max(begin, to - step);
      List<Found<T>> before = between(partition, from, to, reader);
      for (int i = before.size() - 1; i >= 0 && youngest.size() < limit; i--) {
        youngest.addFirst(before.get(i));
      }
      to = from;
      step = Math.min(2 * step, Math.max(limit, LONGEST_STEP));
    }
    return youngest;
  }

  private <T> List<Found<T>> between(
      TopicPartition partition,
      long from,
      long to,
      Function<ConsumerRecord<String, byte[]>, Optional<T>> reader) {
    List<Found<T>> found = new ArrayList<>();
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    TopicScan.read(
        consumer,
        Map.of(partition, to),
        record ->
            reader
                .apply(record)
                .ifPresent(value -> found.add(new Found<>(record.timestamp(), value))));
    return found;
  }
}
