package io.sluice.wire.topics;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * The names of one installation's topics and groups. Immutable.
 *
 * @param installation what all names begin with unless they are overridden
 * @param overrides names given for a role; for {@link TopicRole#WORK} what stands before the pool
 */
public record TopicNames(String installation, Map<TopicRole, String> overrides) {
  /** The configuration key of the installation's name. */
  public static final String INSTALLATION = "installation";

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  /** Names that begin so are those of another installation's pools. */
  private static final Pattern OF_POOLS = Pattern.compile(".+\\.(stage|work)(\\..*)?");

  /**
   * @throws ConfigException if a name is not one that Kafka takes: letters, digits, dot, underscore
   *     and hyphen, at most 200; or if an installation would be taken for pools of another one
   */
  public TopicNames {
    overrides = Map.copyOf(overrides);
    requireLegal(INSTALLATION, installation);
    if (OF_POOLS.matcher(installation).matches()) {
      throw new ConfigException(
          INSTALLATION,
          installation,
          "expected a name without .stage and .work: so begin the names of an installation's"
              + " pools");
    }
    overrides.forEach((role, name) -> requireLegal(role.key(), name));
  }

  /** The default names of an installation. */
  public static TopicNames of(String installation) {
    return new TopicNames(installation, Map.of());
  }

  /**
   * Reads {@code installation} (default {@code sluice}) and {@code topics.<role>}; other keys are
   * left alone.
   *
   * @throws ConfigException if a name is not one that Kafka takes
   */
  public static TopicNames of(Map<String, ?> config) {
    Map<TopicRole, String> overrides = new EnumMap<>(TopicRole.class);
    for (TopicRole role : TopicRole.values()) {
      Object name = config.get(role.key());
      if (name != null) {
        overrides.put(role, name.toString());
      }
    }
    Object installation = config.get(INSTALLATION);
    return new TopicNames(installation == null ? "sluice" : installation.toString(), overrides);
  }

  /** The topic of a role; {@link TopicRole#WORK} has one a pool, see {@link #work}. */
  public String name(TopicRole role) {
    if (role == TopicRole.WORK) {
      throw new IllegalArgumentException("Work has one topic a pool: name the pool");
    }
    return prefix(role);
  }

  /** The topic of {@link TopicRole#FLOWS}. */
  public String flows() {
    return name(TopicRole.FLOWS);
  }

  /** The topic of {@link TopicRole#TRIGGERS}. */
  public String triggers() {
    return name(TopicRole.TRIGGERS);
  }

  /** The topic of {@link TopicRole#EVENTS}. */
  public String events() {
    return name(TopicRole.EVENTS);
  }

  /** The work topic of a pool. */
  public String work(String pool) {
    String name = prefix(TopicRole.WORK) + "." + pool;
    requireLegal("pool", name);
    if (name.equals(checks())) {
      throw new ConfigException("pool", pool, "expected another name: this one is validation's");
    }
    return name;
  }

  /** The topic of {@link TopicRole#CHECKS}. */
  public String checks() {
    return name(TopicRole.CHECKS);
  }

  /** The topic of {@link TopicRole#RESULTS}. */
  public String results() {
    return name(TopicRole.RESULTS);
  }

  /** The topic of {@link TopicRole#DEAD_LETTERS}. */
  public String deadLetters() {
    return name(TopicRole.DEAD_LETTERS);
  }

  /** The topic of {@link TopicRole#AUDIT}. */
  public String audit() {
    return name(TopicRole.AUDIT);
  }

  /** The name of a consumer group, share group or application of this installation. */
  public String group(String service) {
    String name = installation + "." + service;
    requireLegal("group", name);
    return name;
  }

  private String prefix(TopicRole role) {
    return overrides.getOrDefault(role, installation + "." + role.suffix());
  }

  private static void requireLegal(String key, String name) {
    if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new ConfigException(
          key, name, "expected letters, digits, dots, underscores and hyphens, at most 200");
    }
  }
}
