package io.sluice.wire.topics;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a service does with topics and groups. Without a right of these it does not start; the
 * right to make topics is not among them, since they may be there already.
 *
 * @param rights one for each topic and group
 */
public record ServiceRights(List<Right> rights) {

  /** The stores whose changelogs a part of the coordination keeps. */
  public static final List<String> STORES = List.of("open", "pending", "ledger");

  public ServiceRights {
    rights = List.copyOf(rights);
  }

  /** It also publishes the flows of a folder. */
  public static ServiceRights runs(TopicNames names) {
    return coordination(names, "runs")
        .and(
            Right.topic(names, TopicRole.FLOWS, WRITE),
            Right.topic(names, TopicRole.TRIGGERS, READ, WRITE),
            Right.topic(names, TopicRole.RESULTS, READ, WRITE),
            Right.topic(names, TopicRole.AUDIT, WRITE));
  }

  /** A stage service has those of all its pools. */
  public static ServiceRights stage(TopicNames names, String pool) {
    return coordination(names, "stage." + pool)
        .and(
            Right.onTopic(names.work(pool), Optional.of(TopicRole.WORK), READ, WRITE),
            Right.shareGroup(names.group("work." + pool)));
  }

  public static ServiceRights validation(TopicNames names) {
    return coordination(names, "validation")
        .and(
            Right.topic(names, TopicRole.CHECKS, READ, WRITE),
            Right.shareGroup(names.group("work.checks")));
  }

  public static ServiceRights intake(TopicNames names) {
    return new ServiceRights(
        List.of(
            Right.topic(names, TopicRole.FLOWS, READ),
            Right.topic(names, TopicRole.TRIGGERS, READ, WRITE),
            Right.topic(names, TopicRole.RESULTS, READ),
            Right.topic(names, TopicRole.AUDIT, WRITE),
            Right.topic(names, TopicRole.DEAD_LETTERS, WRITE),
            Right.group(names.group("intake"))));
  }

  public static ServiceRights scheduler(TopicNames names) {
    return new ServiceRights(
        List.of(
            Right.topic(names, TopicRole.FLOWS, READ),
            Right.topic(names, TopicRole.TRIGGERS, READ, WRITE)));
  }

  /**
   * Those of people and programs that publish flows, ask for runs and look at what became of them;
   * they make no topics.
   */
  public static ServiceRights command(TopicNames names) {
    return new ServiceRights(
        List.of(
            Right.onTopic(names.flows(), Optional.empty(), READ, WRITE),
            Right.onTopic(names.triggers(), Optional.empty(), READ, WRITE),
            Right.onTopic(names.events(), Optional.empty(), READ),
            Right.onTopic(names.results(), Optional.empty(), READ),
            Right.onTopic(names.audit(), Optional.empty(), READ)));
  }

  private static ServiceRights coordination(TopicNames names, String service) {
    String application = names.group(service);
    List<Right> rights = new ArrayList<>();
    rights.add(Right.topic(names, TopicRole.FLOWS, READ));
    rights.add(Right.topic(names, TopicRole.EVENTS, READ, WRITE));
    rights.add(Right.topic(names, TopicRole.DEAD_LETTERS, WRITE));
    rights.add(Right.position(application));
    for (String store : STORES) {
      rights.add(
          Right.onTopic(
              "%s-%s-changelog".formatted(application, store), Optional.empty(), READ, WRITE));
    }
    return new ServiceRights(rights);
  }

  /** With further ones; those on the same topic or group become one. */
  public ServiceRights and(Right... more) {
    Map<Right, Right> all = new TreeMap<>();
    rights.forEach(right -> all.put(right, right));
    for (Right right : more) {
      all.merge(right, right, Right::plus);
    }
    return new ServiceRights(List.copyOf(all.values()));
  }

  /** With all of another service in the same process. */
  public ServiceRights and(ServiceRights other) {
    return and(other.rights.toArray(Right[]::new));
  }

  List<Right> on(Right.Kind kind) {
    return rights.stream().filter(right -> right.kind() == kind).toList();
  }
}
