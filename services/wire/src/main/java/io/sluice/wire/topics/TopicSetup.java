package io.sluice.wire.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics and settings of share groups. Each call may be repeated, by several at once. */
public final class TopicSetup {
  private static final short COPIES = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration VISIBILITY_PAUSE = Duration.ofMillis(10);

  private final Admin admin;

  /** Works through {@code admin}, which stays the caller's to close. */
  public TopicSetup(Admin admin) {
    this.admin = admin;
  }

  /**
   * Makes the topics that are missing and checks the number of partitions of all others. Settings
   * of existing topics are left as they are: their operator may have changed them.
   *
   * @throws TopicSetupException if a topic has another number of partitions than planned, or the
   *     broker refuses
   */
  public void ensure(TopicPlan plan) {
    Map<String, TopicRole> roles = plan.roles();
    Map<String, Integer> present = partitions(roles.keySet());
    List<NewTopic> missing =
        present.size() == roles.size()
            ? List.of()
            : plan.topics(copies(plan)).stream()
                .filter(t -> !present.containsKey(t.name()))
                .toList();
    // Refuse before making anything: a wrong installation name must leave no trace.
    requirePlanned(plan, roles, present);
    if (!missing.isEmpty()) {
      create(missing);
      requirePlanned(plan, roles, visible(roles.keySet()));
    }
  }

  /**
   * Sets up share groups before their first member comes: they begin at the earliest record and
   * give a record to another member when it was not renewed in time.
   *
   * @throws TopicSetupException if the broker refuses a setting
   */
  public void ensureShareGroups(Collection<String> groups, ShareGroupSettings settings) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String group : groups) {
      List<AlterConfigOp> ops = new ArrayList<>();
      settings
          .byKey()
          .forEach((k, v) -> ops.add(new AlterConfigOp(new ConfigEntry(k, v), OpType.SET)));
      changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), ops);
    }
    try {
      await(admin.incrementalAlterConfigs(changes).all());
    } catch (ExecutionException e) {
      throw refused("set up the share groups " + groups, e);
    }
  }

  private void create(List<NewTopic> missing) {
    for (Map.Entry<String, KafkaFuture<Void>> made :
        admin.createTopics(missing).values().entrySet()) {
      try {
        await(made.getValue());
      } catch (ExecutionException e) {
        // Another service may have made it meanwhile; what it made is checked like the others.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw refused("make the topic " + made.getKey(), e);
        }
      }
    }
  }

  /** Waits until brokers know all topics: Kafka Streams gives up where one is missing. */
  private Map<String, Integer> visible(Collection<String> topics) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    Map<String, Integer> present = partitions(topics);
    while (present.size() < topics.size()) {
      if (System.nanoTime() - deadline > 0) {
        throw new TopicSetupException(
            "New topics are not visible after " + LIMIT.toSeconds() + " s");
      }
      pause();
      present = partitions(topics);
    }
    return present;
  }

  private Map<String, Integer> partitions(Collection<String> topics) {
    Map<String, Integer> partitions = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> described :
        admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        partitions.put(described.getKey(), await(described.getValue()).partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw refused("look at the topic " + described.getKey(), e);
        }
      }
    }
    return partitions;
  }

  private short copies(TopicPlan plan) {
    return plan.replicationFactor()
        .orElseGet(
            () -> {
              try {
                int brokers = await(admin.describeCluster().nodes()).size();
                return (short) Math.clamp(brokers, 1, COPIES);
              } catch (ExecutionException e) {
                throw refused("count the brokers", e);
              }
            });
  }

  private static void requirePlanned(
      TopicPlan plan, Map<String, TopicRole> roles, Map<String, Integer> present) {
    List<String> wrong = new ArrayList<>();
    present.forEach(
        (topic, partitions) -> {
          int planned = plan.partitionsOf(roles.getOrDefault(topic, TopicRole.AUDIT));
          if (partitions != planned) {
            wrong.add(topic + " has " + partitions + " but " + planned + " is configured");
          }
        });
    if (!wrong.isEmpty()) {
      throw new TopicSetupException(
          "Number of partitions differs from the installation's: "
              + String.join("; ", wrong)
              + ". It is fixed once the topics exist, since each flow's order hangs on it:"
              + " configure the number that is there, or another installation name.");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(VISIBILITY_PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (TimeoutException e) {
      throw new TopicSetupException("No answer from the broker in " + LIMIT.toSeconds() + " s", e);
    }
  }

  private static TopicSetupException refused(String what, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new TopicSetupException("Cannot " + what + ": " + cause.getMessage(), cause);
  }
}
