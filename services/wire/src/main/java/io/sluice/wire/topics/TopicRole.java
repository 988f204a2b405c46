package io.sluice.wire.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a topic is for, which decides how long it keeps its records. */
public enum TopicRole {
  /** The files of each revision of a flow; the last record of a key stays. */
  FLOWS("flows", Optional.empty()),
  /** What starts runs: the source of replay, kept without limit. */
  TRIGGERS("triggers", Optional.empty()),
  /** What happened in runs. */
  EVENTS("events", Optional.of(Duration.ofDays(400))),
  /** Stages that a pool may work on, one topic a pool. */
  WORK("work", Optional.of(Duration.ofDays(7))),
  /** Checks that validation may work on. */
  CHECKS("work.checks", Optional.of(Duration.ofDays(7))),
  /** Publications, for subscribers; kept without limit. */
  RESULTS("results", Optional.empty()),
  /** Records that nobody could use. */
  DEAD_LETTERS("deadletters", Optional.of(Duration.ofDays(400))),
  /** Who asked for what; kept without limit. */
  AUDIT("audit", Optional.empty());

  private static final int MAX_FLOW_BYTES = 1 << 20;

  private final String suffix;
  private final Optional<Duration> kept;

  TopicRole(String suffix, Optional<Duration> kept) {
    this.suffix = suffix;
    this.kept = kept;
  }

  /** The configuration key that overrides this topic's name: {@code topics.<role>}. */
  public String key() {
    return "topics." + suffix;
  }

  /** The name's part behind the installation. */
  String suffix() {
    return suffix;
  }

  /** Whether every flow's records of this role lie in the partition of the flow's name. */
  boolean isPartitionedByFlow() {
    return this == TRIGGERS || this == EVENTS || this == RESULTS;
  }

  /** The topic's settings, by Kafka's configuration keys. */
  Map<String, String> settings() {
    if (this == FLOWS) {
      return Map.of(
          "cleanup.policy", "compact", "max.message.bytes", Integer.toString(MAX_FLOW_BYTES));
    }
    String retentionMs = Long.toString(kept.map(Duration::toMillis).orElse(-1L));
    return Map.of("cleanup.policy", "delete", "retention.ms", retentionMs, "retention.bytes", "-1");
  }
}
