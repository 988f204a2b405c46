package io.sluice.wire.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Which topics an installation needs, and how many partitions each has.
 *
 * @param names what they are called
 * @param partitions of triggers and of events alike, fixed once they exist, at least 1
 * @param replicationFactor copies of each record; empty for three, or as many as there are brokers
 * @param pools whose work topics are needed
 */
public record TopicPlan(
    TopicNames names, int partitions, Optional<Short> replicationFactor, List<String> pools) {

  public TopicPlan {
    pools = List.copyOf(pools);
    if (partitions < 1) {
      throw new IllegalArgumentException("Expected at least 1 partition but got " + partitions);
    }
  }

  /** With the default number of copies. */
  public TopicPlan(TopicNames names, int partitions, Collection<String> pools) {
    this(names, partitions, Optional.empty(), List.copyOf(pools));
  }

  /** Every topic's role by its name. */
  Map<String, TopicRole> roles() {
    Map<String, TopicRole> roles = new LinkedHashMap<>();
    for (TopicRole role : TopicRole.values()) {
      if (role != TopicRole.WORK) {
        roles.put(names.name(role), role);
      }
    }
    pools.forEach(pool -> roles.put(names.work(pool), TopicRole.WORK));
    return roles;
  }

  /** The topics to make when none is there. */
  List<NewTopic> topics(short copies) {
    List<NewTopic> topics = new ArrayList<>();
    roles()
        .forEach(
            (name, role) ->
                topics.add(
                    new NewTopic(name, partitionsOf(role), copies).configs(role.settings())));
    return topics;
  }

  /** A work topic has one partition: a dead worker's share then needs no rebalance. */
  int partitionsOf(TopicRole role) {
    return role.isPartitionedByFlow() ? partitions : 1;
  }
}
