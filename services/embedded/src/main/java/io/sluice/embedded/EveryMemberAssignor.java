package io.sluice.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.group.api.assignor.GroupAssignment;
import org.apache.kafka.coordinator.group.api.assignor.GroupSpec;
import org.apache.kafka.coordinator.group.api.assignor.MemberAssignment;
import org.apache.kafka.coordinator.group.api.assignor.ShareGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;

/**
 * Gives every member of a share group all partitions of its topics. So any free member takes any
 * work, and partitions of a dead one wait for nobody.
 *
 * <p>Kafka's own assignor spreads the partitions over the members. Where topics have one partition
 * each, a topic then has one member, and a topic that a member lost stays in its assignment with no
 * partitions, which kafka-clients 4.3.1 takes for unfinished: it sends heartbeats without a pause
 * from then on.
 */
public final class EveryMemberAssignor implements ShareGroupPartitionAssignor {

  private record Partitions(Map<Uuid, Set<Integer>> partitions) implements MemberAssignment {}

  @Override
  public String name() {
    return "every-member";
  }

  @Override
  public GroupAssignment assign(GroupSpec group, SubscribedTopicDescriber topics) {
    Map<String, MemberAssignment> members = new HashMap<>();
    for (String member : group.memberIds()) {
      members.put(member, new Partitions(partitions(member, group, topics)));
    }
    return new GroupAssignment(members);
  }

  private static Map<Uuid, Set<Integer>> partitions(
      String member, GroupSpec group, SubscribedTopicDescriber topics) {
    Map<Uuid, Set<Integer>> all = new HashMap<>();
    for (Uuid topic : group.memberSubscription(member).subscribedTopicIds()) {
      Set<Integer> assignable =
          IntStream.range(0, topics.numPartitions(topic))
              .filter(partition -> group.isPartitionAssignable(topic, partition))
              .boxed()
              .collect(Collectors.toSet());
      if (!assignable.isEmpty()) {
        all.put(topic, assignable);
      }
    }
    return all;
  }
}
