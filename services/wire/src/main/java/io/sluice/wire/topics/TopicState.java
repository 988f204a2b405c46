package io.sluice.wire.topics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** How a topic was found. */
sealed interface TopicState {

  /** There is none. */
  record Missing() implements TopicState {}

  /** It may not be seen. */
  record Forbidden() implements TopicState {}

  /**
   * It is there.
   *
   * @param copies of the partition that has the fewest
   * @param settings by Kafka's keys; empty when they may not be seen
   * @param allowed what this client may do with it; empty when the broker does not tell
   */
  record Found(
      int partitions, int copies, Map<String, String> settings, Optional<Set<AclOperation>> allowed)
      implements TopicState {}
}
