package io.sluice.wire.registry;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** How the subject of a value's schema is named. */
public enum SubjectNaming {
  /** {@code <topic>-value}: one record type a topic. */
  TOPIC("TopicNameStrategy") {
    @Override
    public String subject(String topic, Schema schema) {
      return topic + "-value";
    }
  },
  /** {@code <record's full name>}: one history a record type, whatever the topic. */
  RECORD("RecordNameStrategy") {
    @Override
    public String subject(String topic, Schema schema) {
      return schema.getFullName();
    }
  },
  /** {@code <topic>-<record's full name>}: several record types a topic. */
  TOPIC_RECORD("TopicRecordNameStrategy") {
    @Override
    public String subject(String topic, Schema schema) {
      return topic + "-" + schema.getFullName();
    }
  };

  private final String strategy;

  SubjectNaming(String strategy) {
    this.strategy = strategy;
  }

  /** The subject for values with {@code schema} on {@code topic}. */
  public abstract String subject(String topic, Schema schema);

  /**
   * The naming for a strategy's name: Confluent's class name, with or without its package.
   *
   * @throws ConfigException if there is no such strategy
   */
  public static SubjectNaming of(String strategy) {
    String simple = strategy.substring(strategy.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(n -> n.strategy.equals(simple))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    RegistryConfig.SUBJECT_NAMING, strategy, "expected one of " + strategies()));
  }

  private static String strategies() {
    return Arrays.stream(values()).map(n -> n.strategy).collect(Collectors.joining(", "));
  }
}
