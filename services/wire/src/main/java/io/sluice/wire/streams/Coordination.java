package io.sluice.wire.streams;

import io.sluice.engine.run.Duties;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.wire.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's part of the coordination, running. */
public final class Coordination implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Coordination.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);

  private Coordination(KafkaStreams streams) {
    this.streams = streams;
    streams.setStateListener(
        (next, _) -> {
          if (next == State.RUNNING) {
            running.countDown();
          }
        });
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.atError().setCause(failure).log("Coordination failed and goes on in a new thread");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
  }

  /**
   * Starts the topology of those duties.
   *
   * @param service names the consumer group and the changelogs, {@code runs}
   * @param stateDirectory where its ledger lies
   */
  public static Coordination start(
      KafkaConnection kafka,
      String service,
      Duties duties,
      FlowCatalog flows,
      Path stateDirectory) {
    String application = kafka.topics().group(service);
    Topology topology =
        CoordinationTopology.build(
            kafka.topics(), kafka.codec(), duties, flows, new Backlog(kafka.admin(), application));
    KafkaStreams streams =
        new KafkaStreams(
            topology, StreamsSettings.of(kafka.bootstrapServers(), application, stateDirectory));
    if (LostState.forgetPosition(kafka.admin(), application)) {
      streams.cleanUp();
    }
    return new Coordination(streams);
  }

  /** Whether its tasks are assigned and running. */
  public boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  /** Waits until it runs; false when it does not in time. */
  public boolean awaitRunning(Duration limit) throws InterruptedException {
    return running.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What runs it, for those who show its figures. */
  public KafkaStreams streams() {
    return streams;
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(CLOSE_LIMIT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }
}
