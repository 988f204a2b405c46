package io.sluice.shell;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Waits for Kafka, which may be started at the same time as a service. */
final class BrokerWait {

  private BrokerWait() {}

  /**
   * Returns when a broker answers.
   *
   * @throws ServiceStartException if none does in time
   */
  static void await(Admin admin, String bootstrapServers, Duration limit)
      throws InterruptedException {
    int limitMs = Math.toIntExact(limit.toMillis());
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(limitMs))
          .nodes()
          .get(limitMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServiceStartException(
          "No Kafka broker answered at %s within %d s. Start it, or correct kafka.bootstrap.servers."
              .formatted(bootstrapServers, limit.toSeconds()),
          e);
    }
  }
}
