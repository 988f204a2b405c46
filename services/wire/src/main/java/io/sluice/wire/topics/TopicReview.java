package io.sluice.wire.topics;

import io.sluice.engine.flow.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/** Tells in one sentence each what is wrong with topics as they were found. */
final class TopicReview {

  private final TopicPlan plan;
  private final String who;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param who names this client in a sentence
   */
  TopicReview(TopicPlan plan, String who) {
    this.plan = plan;
    this.who = who;
  }

  /** What keeps the service from working. */
  List<String> problems() {
    return problems;
  }

  /** What it can work with, at a risk. */
  List<String> warnings() {
    return warnings;
  }

  void topics(Map<String, TopicState> states, int brokers) {
    states.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> topic(entry.getKey(), entry.getValue(), brokers));
  }

  private void topic(String name, TopicState state, int brokers) {
    switch (state) {
      case TopicState.Missing() -> {
        // it will be made
      }
      case TopicState.Forbidden() -> lacks(right(name).words());
      case TopicState.Found found -> {
        found.allowed().flatMap(allowed -> right(name).lacking(allowed)).ifPresent(this::lacks);
        TopicRole role = plan.roles().get(name);
        if (role != null) {
          partitions(name, role, found);
          cleanup(name, role, found);
          copies(name, found, brokers);
          retention(name, role, found);
        }
      }
    }
  }

  private Right right(String topic) {
    return plan.rights().on(Right.Kind.TOPIC).stream()
        .filter(right -> right.name().equals(topic))
        .findFirst()
        .orElse(new Right(Right.Kind.TOPIC, topic, Set.of(), Optional.empty()));
  }

  /** Tells that a right is missing. */
  void lacks(String words) {
    problems.add(
        "%s lacks %s.".formatted(who, words.startsWith(" on") ? "any right" + words : words));
  }

  private void partitions(String topic, TopicRole role, TopicState.Found found) {
    int planned = plan.partitionsOf(role);
    if (found.partitions() == planned) {
      return;
    }
    String there = Counted.of(found.partitions(), "partition", "partitions");
    problems.add(
        role.isPartitionedByFlow()
            ? """
            %s has %s but %d is configured: configure sluice.partitions=%d, since each \
            flow's order hangs on the number, or another installation.\
            """
                .formatted(topic, there, planned, found.partitions())
            : "%s has %s but needs %d: make it again.".formatted(topic, there, planned));
  }

  private void cleanup(String topic, TopicRole role, TopicState.Found found) {
    String policy = found.settings().get(TopicConfig.CLEANUP_POLICY_CONFIG);
    String wanted = role.settings().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
    if (policy == null || policy.equals(wanted)) {
      return;
    }
    problems.add(
        "%s has cleanup.policy=%s, which loses %s: set cleanup.policy=%s."
            .formatted(
                topic,
                policy,
                wanted.equals("compact")
                    ? "flows that are still used"
                    : "all but the last record of each key",
                wanted));
  }

  private void copies(String topic, TopicState.Found found, int brokers) {
    int inSync = number(found, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).orElse(1L).intValue();
    if (inSync > found.copies()) {
      problems.add(
          "%s takes no writes: it has %s but min.insync.replicas=%d."
              .formatted(topic, Counted.of(found.copies(), "copy", "copies"), inSync));
    }
    short planned = plan.sizes().copies(brokers);
    if (found.copies() < planned) {
      warnings.add(
          "%s has %d of %d copies: what it holds is lost with that many disks."
              .formatted(topic, found.copies(), planned));
    }
  }

  private void retention(String topic, TopicRole role, TopicState.Found found) {
    if (role == TopicRole.FLOWS) {
      return;
    }
    long promised =
        Long.parseLong(role.settings().getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    Optional<Long> kept = number(found, TopicConfig.RETENTION_MS_CONFIG);
    if (kept.isPresent() && isLess(kept.get(), promised)) {
      warnings.add(
          "%s keeps records for %s, where %s is promised: older ones cannot be looked at or repeated."
              .formatted(topic, days(kept.get()), days(promised)));
    }
    Optional<Long> bytes = number(found, TopicConfig.RETENTION_BYTES_CONFIG);
    if (bytes.isPresent() && bytes.get() >= 0) {
      warnings.add(
          "%s drops its oldest records beyond %d bytes a partition: set retention.bytes=-1."
              .formatted(topic, bytes.get()));
    }
  }

  private static boolean isLess(long kept, long promised) {
    return kept >= 0 && (promised < 0 || kept < promised);
  }

  private static String days(long millis) {
    return millis < 0 ? "without limit" : Duration.ofMillis(millis).toDays() + " days";
  }

  private static Optional<Long> number(TopicState.Found found, String key) {
    return Optional.ofNullable(found.settings().get(key)).map(Long::parseLong);
  }
}
