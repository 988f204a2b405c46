package io.sluice.wire.streams;

import io.sluice.wire.KafkaConnection;
import io.sluice.wire.topics.ServiceRights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What an installation's coordination keeps on the broker that follows from the log: changelogs and
 * positions. The log itself is none of it.
 */
public final class DerivedState {

  private static final int LIMIT_SECONDS = 30;
  private static final String LEDGER = "-" + CoordinationTopology.LEDGER + "-changelog";

  private final Admin admin;
  private final String prefix;

  public DerivedState(KafkaConnection kafka) {
    this.admin = kafka.admin();
    this.prefix = kafka.topics().group("x").replaceFirst("x$", "");
  }

  /** The services that have state, by the names of their groups. */
  public List<String> services() {
    return services(prefix, get(admin.listTopics().names()));
  }

  /** The name of an installation may begin with that of another, and a dot. */
  static List<String> services(String prefix, Collection<String> topics) {
    Pattern ledger =
        Pattern.compile(
            "(%s(runs|validation|standalone|stage\\.[^.]+))%s"
                .formatted(Pattern.quote(prefix), Pattern.quote(LEDGER)));
    return topics.stream()
        .map(ledger::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .sorted()
        .toList();
  }

  /** Those of the services that are at work now. */
  public List<String> atWork(List<String> services) {
    return services.stream().filter(this::hasMembers).toList();
  }

  private boolean hasMembers(String group) {
    try {
      return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
          .anyMatch(description -> !description.members().isEmpty());
    } catch (GroupIdNotFoundException e) {
      return false;
    }
  }

  /**
   * Drops the state of services, none of which may be at work. Each builds it again when it starts.
   */
  public void drop(List<String> services) {
    for (String service : services) {
      forgetPosition(service);
      List<String> found = new ArrayList<>(ServiceRights.changelogs(service));
      found.retainAll(get(admin.listTopics().names()));
      get(admin.deleteTopics(found).all());
      found.forEach(this::awaitGone);
    }
  }

  private void forgetPosition(String group) {
    try {
      get(admin.deleteConsumerGroups(List.of(group)).all());
    } catch (GroupIdNotFoundException e) {
      // it has none
    }
  }

  /** The broker forgets a topic in its own time; one that is made again before is lost with it. */
  private void awaitGone(String topic) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (exists(topic)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the broker does not delete the topic " + topic);
      }
      Thread.onSpinWait();
    }
  }

  private boolean exists(String topic) {
    try {
      get(admin.describeTopics(List.of(topic)).allTopicNames());
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the broker does not answer as expected", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the broker does not answer in time", e);
    }
  }
}
