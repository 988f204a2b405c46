package io.sluice.wire.streams;

import io.sluice.engine.run.Duties;
import io.sluice.wire.topics.TopicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Knows whether a task has folded up to the ends that it noted when it began. */
final class CatchUp {

  private final Map<TopicPartition, Long> behind;

  /**
   * @param behind the ends that are not reached yet, by partition
   */
  CatchUp(Map<TopicPartition, Long> behind) {
    this.behind = new HashMap<>(behind);
  }

  static CatchUp begin(Backlog backlog, TopicNames topics, Duties duties, int partition) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : CoordinationTopology.sources(topics, duties)) {
      partitions.add(new TopicPartition(topic, partition));
    }
    return new CatchUp(backlog.behind(partitions));
  }

  boolean isDone() {
    return behind.isEmpty();
  }

  /** Notes that a record was folded. */
  void read(RecordMetadata source) {
    if (behind.isEmpty()) {
      return;
    }
    TopicPartition partition = new TopicPartition(source.topic(), source.partition());
    behind.computeIfPresent(partition, (_, end) -> source.offset() + 1 >= end ? null : end);
  }
}
