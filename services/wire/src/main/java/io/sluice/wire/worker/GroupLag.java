package io.sluice.wire.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;

/**
 * How much work of a share group is open: what nobody has taken yet and what is being worked. It
 * asks the broker now and then, in a thread of its own. Thread-safe.
 */
public final class GroupLag implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final Admin admin;
  private final String group;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile OptionalLong items = OptionalLong.empty();

  private GroupLag(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
    this.thread = Thread.ofPlatform().daemon().name(group + "-lag").unstarted(this::follow);
  }

  /** Begins to ask. */
  public static GroupLag follow(Admin admin, String group) {
    GroupLag lag = new GroupLag(admin, group);
    lag.thread.start();
    return lag;
  }

  public String group() {
    return group;
  }

  /** Items of work; empty while the broker does not tell, as before the group's first item. */
  public OptionalLong items() {
    return items;
  }

  private void follow() {
    try {
      do {
        items = ask();
      } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks now. */
  OptionalLong ask() throws InterruptedException {
    try {
      return admin
          .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
          .partitionsToOffsetInfo(group)
          .get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .stream()
          // a partition that the group has not begun has none
          .filter(Objects::nonNull)
          .map(SharePartitionOffsetInfo::lag)
          .flatMapToLong(lag -> lag.stream().mapToLong(Long::longValue))
          .reduce(Long::sum);
    } catch (ExecutionException | TimeoutException e) {
      // whoever needs the figure sees that there is none; the workers tell of a broker in trouble
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }
}
