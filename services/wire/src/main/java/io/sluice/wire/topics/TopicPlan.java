package io.sluice.wire.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Which topics are needed, and how large each is.
 *
 * @param roles every topic's role by its name
 * @param rights what is done with them; empty when nobody asks whether it is allowed
 */
public record TopicPlan(Map<String, TopicRole> roles, TopicSizes sizes, ServiceRights rights) {

  public TopicPlan {
    roles = Map.copyOf(roles);
  }

  /** All topics of an installation with those pools, in the usual number of copies. */
  public TopicPlan(TopicNames names, int partitions, Collection<String> pools) {
    this(all(names, pools), TopicSizes.of(partitions), new ServiceRights(List.of()));
  }

  /** The topics of a service. */
  public static TopicPlan of(ServiceRights service, TopicSizes sizes) {
    Map<String, TopicRole> roles = new HashMap<>();
    for (Right right : service.on(Right.Kind.TOPIC)) {
      right.role().ifPresent(role -> roles.put(right.name(), role));
    }
    return new TopicPlan(roles, sizes, service);
  }

  private static Map<String, TopicRole> all(TopicNames names, Collection<String> pools) {
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
    roles.forEach(
        (name, role) -> {
          Map<String, String> settings = new HashMap<>(role.settings());
          settings.put(
              TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(sizes.inSync(copies)));
          topics.add(new NewTopic(name, partitionsOf(role), copies).configs(settings));
        });
    return topics;
  }

  /** A work topic has one partition: a dead worker's share then needs no rebalance. */
  int partitionsOf(TopicRole role) {
    return role.isPartitionedByFlow() ? sizes.partitions() : 1;
  }
}
