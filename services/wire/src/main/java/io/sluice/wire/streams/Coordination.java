package io.sluice.wire.streams;

import io.sluice.engine.run.Duties;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.wire.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  /**
   * Drops the state of a service that is not at work and folds it again from the log, up to its end
   * as it is now. Nothing is written but the state.
   *
   * @throws IllegalStateException if it takes longer than the limit
   */
  public static Folded rebuild(
      KafkaConnection kafka, String service, Duties duties, Path stateDirectory, Duration limit)
      throws InterruptedException {
    String application = kafka.topics().group(service);
    new DerivedState(kafka).drop(List.of(application));
    Rebuild rebuild = new Rebuild(Backlog.partitions(kafka.admin(), kafka.topics().events()));
    Topology topology =
        CoordinationTopology.fold(
            kafka.topics(),
            kafka.codec(),
            duties,
            new NoFlows(),
            new Backlog(kafka.admin(), application),
            rebuild::folded);
    KafkaStreams streams =
        new KafkaStreams(
            topology, StreamsSettings.of(kafka.bootstrapServers(), application, stateDirectory));
    streams.cleanUp();
    try (Coordination _ = new Coordination(streams)) {
      return rebuild.await(limit);
    }
  }

  /** What folds starts no run, and asks for no flow. */
  private record NoFlows() implements FlowCatalog {
    @Override
    public Optional<FlowDefinition> find(String flow, String revision) {
      return Optional.empty();
    }

    @Override
    public Optional<FlowDefinition> latest(String flow) {
      return Optional.empty();
    }
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
