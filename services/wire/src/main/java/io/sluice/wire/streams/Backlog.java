package io.sluice.wire.streams;

import io.sluice.engine.trigger.Horizon;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * How far a topology lies behind when it begins. Until it has folded that far it holds its effects
 * back: a new pool, a rebuild, and lost offsets are all this one path, and history never runs
 * again.
 */
public class Backlog {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Admin admin;
  private final String application;

  /**
   * @param application the group whose committed offsets tell where the topology goes on
   */
  public Backlog(Admin admin, String application) {
    this.admin = admin;
    this.application = application;
  }

  /** How many partitions a topic has. */
  static int partitions(Admin admin, String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }

  /** The end offset of every partition that the topology has yet to read up to. */
  Map<TopicPartition, Long> behind(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> behind = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = committed.get(partition);
      long start = starts.getOrDefault(partition, 0L);
      // what retention took away behind the position cannot be read any more
      long next = position == null ? start : Math.max(start, position.offset());
      long end = ends.getOrDefault(partition, 0L);
      if (next < end) {
        behind.put(partition, end);
      }
    }
    return behind;
  }

  /**
   * How far back a topology without state may act on triggers.
   *
   * @param events the partition whose first events retention may have taken
   */
  Horizon horizon(TopicPartition events, TopicPartition triggers) {
    if (offsets(List.of(events), OffsetSpec.earliest()).getOrDefault(events, 0L) == 0) {
      return Horizon.NONE;
    }
    ListOffsetsResultInfo first = find(events, OffsetSpec.forTimestamp(0));
    if (first.offset() >= 0) {
      ListOffsetsResultInfo since = find(triggers, OffsetSpec.forTimestamp(first.timestamp()));
      if (since.offset() >= 0) {
        return new Horizon(since.offset());
      }
    }
    return new Horizon(find(triggers, OffsetSpec.latest()).offset());
  }

  private ListOffsetsResultInfo find(TopicPartition partition, OffsetSpec spec) {
    return get(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition));
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> answer = get(admin.listOffsets(asked).all());
    answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot learn how far behind the topology is", e);
    }
  }
}
