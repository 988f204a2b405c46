package io.sluice.wire.streams;

import io.sluice.wire.topics.ServiceRights;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a topology back to the log's start when its changelogs are gone: going on from its position
 * it would never learn of the runs that are open.
 */
final class LostState {

  private static final Logger LOG = LoggerFactory.getLogger(LostState.class);
  private static final int LIMIT_SECONDS = 30;

  private LostState() {}

  /** Forgets the position of a topology without changelogs. Call it before the topology starts. */
  static void forgetPosition(Admin admin, String application) {
    Map<TopicPartition, OffsetAndMetadata> position =
        get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
    Set<String> missing = new HashSet<>(ServiceRights.changelogs(application));
    missing.removeAll(get(admin.listTopics().names()));
    if (missing.isEmpty() || position.isEmpty()) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("application", application)
        .addKeyValue("missing", missing)
        .log("The state is gone; it is folded again from the start of the log");
    get(admin.deleteConsumerGroupOffsets(application, position.keySet()).all());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot learn whether the topology has its state", e);
    }
  }
}
