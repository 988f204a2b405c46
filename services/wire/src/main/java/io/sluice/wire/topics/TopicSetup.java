package io.sluice.wire.topics;

import io.sluice.engine.flow.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics and settings of share groups, and tells all that is wrong with those that are there.
 * Each call may be repeated, by several at once.
 */
public final class TopicSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final Duration VISIBILITY_PAUSE = Duration.ofMillis(10);

  private final Admin admin;
  private final TopicLook look;
  private final String who;

  /** Works through {@code admin}, which stays the caller's to close. */
  public TopicSetup(Admin admin) {
    this(admin, "This client");
  }

  /**
   * Works through {@code admin}, which stays the caller's to close.
   *
   * @param who names its client in a sentence
   */
  public TopicSetup(Admin admin, String who) {
    this.admin = admin;
    this.look = new TopicLook(admin);
    this.who = who;
  }

  /**
   * Makes the topics that are missing and checks all others, and the rights on them. Settings of
   * existing topics are left as they are: their operator may have changed them.
   *
   * @throws TopicSetupException with a sentence for each topic that cannot serve, each right that
   *     is missing, and each topic that cannot be made
   */
  public void ensure(TopicPlan plan) {
    int brokers = brokers();
    // Refuse before making anything: a wrong installation name must leave no trace.
    Map<String, TopicState> states = review(plan, brokers);
    List<NewTopic> missing =
        plan.topics(plan.sizes().copies(brokers)).stream()
            .filter(topic -> states.get(topic.name()) instanceof TopicState.Missing)
            .toList();
    if (!missing.isEmpty()) {
      requireBrokers(plan, brokers);
      create(missing);
      awaitVisible(missing.stream().map(NewTopic::name).toList());
      review(plan, brokers);
    }
  }

  private Map<String, TopicState> review(TopicPlan plan, int brokers) {
    Set<String> names = new TreeSet<>(plan.roles().keySet());
    plan.rights().on(Right.Kind.TOPIC).forEach(right -> names.add(right.name()));
    Map<String, TopicState> states = look.topics(names);
    TopicReview review = new TopicReview(plan, who);
    review.topics(states, brokers);
    for (Right.Kind kind : List.of(Right.Kind.GROUP, Right.Kind.SHARE_GROUP)) {
      for (Right right : plan.rights().on(kind)) {
        look.allowed(right).flatMap(right::lacking).ifPresent(review::lacks);
      }
    }
    TopicSetupException.throwIfAny(review.problems());
    review.warnings().forEach(warning -> LOG.atWarn().log(warning));
    return states;
  }

  /** How many copies of each record of a topic such sizes mean here. */
  public short copies(TopicSizes sizes) {
    return sizes.copies(brokers());
  }

  private int brokers() {
    try {
      return AdminAnswers.await(admin.describeCluster().nodes()).size();
    } catch (ExecutionException e) {
      throw AdminAnswers.refused("count the brokers", e);
    }
  }

  private static void requireBrokers(TopicPlan plan, int brokers) {
    short copies = plan.sizes().copies(brokers);
    if (copies > brokers) {
      throw new TopicSetupException(
          "sluice.replication-factor is %d but the cluster has %s: start more, or configure less."
              .formatted(copies, Counted.of(brokers, "broker", "brokers")));
    }
  }

  /**
   * Sets up share groups before their first member comes: they begin at the earliest record and
   * give a record to another member when it was not renewed in time.
   *
   * @throws TopicSetupException if the broker refuses a setting
   */
  public void ensureShareGroups(Collection<String> groups, ShareGroupSettings settings) {
    Map<String, String> wanted = settings.byKey();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String group : groups) {
      if (!isSet(group, wanted)) {
        List<AlterConfigOp> ops = new ArrayList<>();
        wanted.forEach((k, v) -> ops.add(new AlterConfigOp(new ConfigEntry(k, v), OpType.SET)));
        changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), ops);
      }
    }
    List<String> problems = new ArrayList<>();
    admin
        .incrementalAlterConfigs(changes)
        .values()
        .forEach((group, answer) -> set(group.name(), answer, wanted, problems));
    TopicSetupException.throwIfAny(problems);
  }

  private boolean isSet(String group, Map<String, String> wanted) {
    return look.groupSettings(group)
        .filter(found -> found.entrySet().containsAll(wanted.entrySet()))
        .isPresent();
  }

  private void set(
      String group, KafkaFuture<Void> answer, Map<String, String> wanted, List<String> problems) {
    try {
      AdminAnswers.await(answer);
    } catch (ExecutionException e) {
      problems.add(
          e.getCause() instanceof AuthorizationException
              ? "%s lacks ALTER_CONFIGS on the group %s: allow it, or set there %s."
                  .formatted(who, group, wanted)
              : AdminAnswers.refused("set up the share group " + group, e).getMessage());
    }
  }

  private void create(List<NewTopic> missing) {
    List<String> problems = new ArrayList<>();
    admin
        .createTopics(missing)
        .values()
        .forEach((topic, answer) -> created(topic, answer, problems));
    TopicSetupException.throwIfAny(problems);
  }

  private void created(String topic, KafkaFuture<Void> answer, List<String> problems) {
    try {
      AdminAnswers.await(answer);
    } catch (ExecutionException e) {
      // Another service may have made it meanwhile; what it made is checked like the others.
      if (e.getCause() instanceof AuthorizationException) {
        problems.add(
            "%s is missing and %s may not make it: make it, or allow CREATE on it."
                .formatted(topic, who));
      } else if (!(e.getCause() instanceof TopicExistsException)) {
        problems.add(AdminAnswers.refused("make the topic " + topic, e).getMessage());
      }
    }
  }

  /** Waits until brokers know all topics: Kafka Streams gives up where one is missing. */
  private void awaitVisible(Collection<String> topics) {
    long deadline = System.nanoTime() + AdminAnswers.LIMIT.toNanos();
    while (look.topics(topics).containsValue(new TopicState.Missing())) {
      if (System.nanoTime() - deadline > 0) {
        throw new TopicSetupException(
            "New topics are not visible after %d s.".formatted(AdminAnswers.LIMIT.toSeconds()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(VISIBILITY_PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
