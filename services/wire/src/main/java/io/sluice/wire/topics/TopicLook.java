package io.sluice.wire.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at topics and groups as they are, and at what this client may do with them. */
final class TopicLook {

  private final Admin admin;

  TopicLook(Admin admin) {
    this.admin = admin;
  }

  Map<String, TopicState> topics(Collection<String> names) {
    Map<String, TopicState> states = new HashMap<>();
    Map<String, TopicDescription> found = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> described :
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues()
            .entrySet()) {
      String name = described.getKey();
      try {
        found.put(name, AdminAnswers.await(described.getValue()));
      } catch (ExecutionException e) {
        states.put(name, unseen(name, e));
      }
    }
    Map<String, Map<String, String>> settings = settings(found.keySet());
    found.forEach(
        (name, topic) ->
            states.put(
                name,
                new TopicState.Found(
                    topic.partitions().size(),
                    topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
                    settings.getOrDefault(name, Map.of()),
                    Optional.ofNullable(topic.authorizedOperations()))));
    return states;
  }

  private static TopicState unseen(String topic, ExecutionException e) {
    return switch (e.getCause()) {
      case UnknownTopicOrPartitionException _ -> new TopicState.Missing();
      case AuthorizationException _ -> new TopicState.Forbidden();
      case null, default -> throw AdminAnswers.refused("look at the topic " + topic, e);
    };
  }

  /** Without those that may not be seen, or are gone meanwhile. */
  private Map<String, Map<String, String>> settings(Collection<String> topics) {
    List<ConfigResource> asked =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Map<String, String>> settings = new HashMap<>();
    admin
        .describeConfigs(asked)
        .values()
        .forEach((topic, answer) -> read(answer).ifPresent(it -> settings.put(topic.name(), it)));
    return settings;
  }

  /** The settings of a group; empty when they may not be seen. */
  Optional<Map<String, String>> groupSettings(String group) {
    ConfigResource asked = new ConfigResource(ConfigResource.Type.GROUP, group);
    return admin.describeConfigs(List.of(asked)).values().values().stream()
        .findFirst()
        .flatMap(TopicLook::read);
  }

  private static Optional<Map<String, String>> read(KafkaFuture<Config> answer) {
    try {
      Map<String, String> settings = new HashMap<>();
      AdminAnswers.await(answer)
          .entries()
          .forEach(entry -> settings.put(entry.name(), String.valueOf(entry.value())));
      return Optional.of(settings);
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case AuthorizationException _ -> Optional.empty();
        case UnknownTopicOrPartitionException _ -> Optional.empty();
        case GroupIdNotFoundException _ -> Optional.empty();
        case null, default -> throw AdminAnswers.refused("look at settings", e);
      };
    }
  }

  /**
   * What this client may do with a group; empty when there is no such group yet, or the broker does
   * not tell.
   */
  Optional<Set<AclOperation>> allowed(Right group) {
    try {
      Set<AclOperation> allowed =
          group.kind() == Right.Kind.SHARE_GROUP
              ? ofShareGroup(group.name())
              : ofGroup(group.name());
      return Optional.ofNullable(allowed);
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case AuthorizationException _ -> Optional.of(new HashSet<>());
        case GroupIdNotFoundException _ -> Optional.empty();
        case null, default -> throw AdminAnswers.refused("look at the group " + group.name(), e);
      };
    }
  }

  private Set<AclOperation> ofGroup(String group) throws ExecutionException {
    return AdminAnswers.await(
            admin
                .describeConsumerGroups(
                    List.of(group),
                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .all())
        .values()
        .iterator()
        .next()
        .authorizedOperations();
  }

  private Set<AclOperation> ofShareGroup(String group) throws ExecutionException {
    return AdminAnswers.await(
            admin
                .describeShareGroups(
                    List.of(group),
                    new DescribeShareGroupsOptions().includeAuthorizedOperations(true))
                .all())
        .values()
        .iterator()
        .next()
        .authorizedOperations();
  }
}
