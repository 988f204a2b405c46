package io.sluice.wire.topics;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;

/**
 * All that a service does with topics and groups. Without a right of these it does not start; the
 * right to make topics is not among them, since they may be there already.
 *
 * @param rights one for each topic and group
 */
public record ServiceRights(List<Right> rights) {

  private static final List<String> STORES = List.of("open", "pending", "ledger");

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
    return stageDeciders(names, pool).and(stageWorkers(names, pool));
  }

  /** Those of replicas that hand out the stages of a pool and work none. */
  public static ServiceRights stageDeciders(TopicNames names, String pool) {
    return coordination(names, "stage." + pool)
        .and(stages(names, pool, WRITE), Right.shareGroupLag(names.group("work." + pool)));
  }

  /** Those of replicas that only work the stages of a pool. */
  public static ServiceRights stageWorkers(TopicNames names, String pool) {
    return workers(names, "work." + pool).and(stages(names, pool, READ));
  }

  private static Right stages(TopicNames names, String pool, AclOperation operation) {
    return Right.onTopic(names.work(pool), Optional.of(TopicRole.WORK), operation);
  }

  public static ServiceRights validation(TopicNames names) {
    return validationDeciders(names).and(validationWorkers(names));
  }

  /** Those of replicas that hand out checks and run none. */
  public static ServiceRights validationDeciders(TopicNames names) {
    return coordination(names, "validation")
        .and(
            Right.topic(names, TopicRole.CHECKS, WRITE),
            Right.shareGroupLag(names.group("work.checks")));
  }

  /** Those of replicas that only run checks. */
  public static ServiceRights validationWorkers(TopicNames names) {
    return workers(names, "work.checks").and(Right.topic(names, TopicRole.CHECKS, READ));
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
            Right.onTopic(names.audit(), Optional.empty(), READ),
            Right.onTopic(names.deadLetters(), Optional.empty(), READ)));
  }

  /** Those of whoever drops the state of services so that it is built again. */
  public static ServiceRights rebuild(TopicNames names, String pool) {
    List<Right> rights = new ArrayList<>();
    for (String service : List.of("runs", "validation", "stage." + pool)) {
      String application = names.group(service);
      rights.add(Right.deletion(Right.Kind.GROUP, application));
      changelogs(application).forEach(it -> rights.add(Right.deletion(Right.Kind.TOPIC, it)));
    }
    return new ServiceRights(rights);
  }

  /** The topics that a part of the coordination keeps its state in, by the name of its group. */
  public static List<String> changelogs(String application) {
    return STORES.stream().map(store -> "%s-%s-changelog".formatted(application, store)).toList();
  }

  private static ServiceRights coordination(TopicNames names, String service) {
    String application = names.group(service);
    List<Right> rights = new ArrayList<>();
    rights.add(Right.topic(names, TopicRole.FLOWS, READ));
    rights.add(Right.topic(names, TopicRole.EVENTS, READ, WRITE));
    rights.add(Right.topic(names, TopicRole.DEAD_LETTERS, WRITE));
    rights.add(Right.position(application));
    changelogs(application)
        .forEach(it -> rights.add(Right.onTopic(it, Optional.empty(), READ, WRITE)));
    return new ServiceRights(rights);
  }

  private static ServiceRights workers(TopicNames names, String queue) {
    return new ServiceRights(
        List.of(
            Right.topic(names, TopicRole.FLOWS, READ),
            Right.topic(names, TopicRole.EVENTS, READ, WRITE),
            Right.topic(names, TopicRole.DEAD_LETTERS, WRITE),
            Right.shareGroup(names.group(queue))));
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
