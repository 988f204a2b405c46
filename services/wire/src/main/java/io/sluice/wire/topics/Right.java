package io.sluice.wire.topics;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a service has to be allowed on one topic or group. To Kafka, reading, writing and deleting
 * include describing, and altering settings includes looking at them.
 *
 * @param name the whole name: no right holds for names that begin alike
 * @param role of a topic; empty for groups and changelogs
 */
public record Right(Kind kind, String name, Set<AclOperation> operations, Optional<TopicRole> role)
    implements Comparable<Right> {

  /** What a right is on. */
  public enum Kind {
    TOPIC,
    GROUP,
    /** A group that hands out single records; Kafka's rights know no difference. */
    SHARE_GROUP;

    /** As Kafka's access lists call it. */
    public ResourceType resource() {
      return this == TOPIC ? ResourceType.TOPIC : ResourceType.GROUP;
    }
  }

  public Right {
    operations = Set.copyOf(operations);
  }

  static Right topic(TopicNames names, TopicRole role, AclOperation... operations) {
    return onTopic(names.name(role), Optional.of(role), operations);
  }

  static Right onTopic(String name, Optional<TopicRole> role, AclOperation... operations) {
    EnumSet<AclOperation> all = EnumSet.copyOf(List.of(operations));
    if (role.isPresent()) {
      all.add(AclOperation.DESCRIBE_CONFIGS);
    }
    return new Right(Kind.TOPIC, name, all, role);
  }

  /** A position that may be dropped when the state that belongs to it is lost. */
  static Right position(String group) {
    return new Right(
        Kind.GROUP, group, Set.of(AclOperation.READ, AclOperation.DELETE), Optional.empty());
  }

  static Right deletion(Kind kind, String name) {
    return new Right(kind, name, Set.of(AclOperation.DELETE), Optional.empty());
  }

  static Right group(String group) {
    return new Right(Kind.GROUP, group, Set.of(AclOperation.READ), Optional.empty());
  }

  /** Looking at what a share group has left to do. */
  static Right shareGroupLag(String group) {
    return new Right(Kind.SHARE_GROUP, group, Set.of(AclOperation.READ), Optional.empty());
  }

  static Right shareGroup(String group) {
    return new Right(
        Kind.SHARE_GROUP,
        group,
        Set.of(AclOperation.READ, AclOperation.ALTER_CONFIGS),
        Optional.empty());
  }

  /** With those of another right on the same. */
  Right plus(Right other) {
    EnumSet<AclOperation> all = EnumSet.copyOf(operations);
    all.addAll(other.operations);
    return new Right(kind, name, all, role);
  }

  /** What of it is not among those that are allowed, in words; empty when all are. */
  Optional<String> lacking(Set<AclOperation> allowed) {
    Set<AclOperation> missing = new TreeSet<>(operations);
    missing.removeAll(allowed);
    return missing.isEmpty() ? Optional.empty() : Optional.of(words(missing));
  }

  /** All of it, in words. */
  String words() {
    return words(new TreeSet<>(operations));
  }

  private String words(Set<AclOperation> missing) {
    return "%s on the %s %s"
        .formatted(
            missing.stream().map(AclOperation::name).collect(Collectors.joining(", ")),
            kind.resource().name().toLowerCase(Locale.ROOT),
            name);
  }

  @Override
  public int compareTo(Right other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }
}
