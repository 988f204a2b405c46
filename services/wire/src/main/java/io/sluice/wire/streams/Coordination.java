package io.sluice.wire.streams;

import io.sluice.engine.run.Duties;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.wire.AccessTrouble;
import io.sluice.wire.ClientSettings;
import io.sluice.wire.KafkaAccessException;
import io.sluice.wire.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /**
   * What Kafka does not allow it may allow later; asking at once again would only flood the log.
   */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final KafkaStreams streams;
  private final ClientSettings client;
  private final CompletableFuture<State> running = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private Coordination(KafkaStreams streams, Changelogs changelogs, ClientSettings client) {
    this.streams = streams;
    this.client = client;
    streams.setStateListener(
        (next, _) -> {
          if (next == State.RUNNING && !running.isDone()) {
            // the first start has made them by now
            changelogs.note();
            running.complete(next);
          }
        });
    streams.setUncaughtExceptionHandler(this::failed);
    streams.start();
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    AccessTrouble.sentence(failure, client)
        .ifPresentOrElse(
            sentence -> notAllowed(sentence, failure),
            () ->
                LOG.atError()
                    .setCause(failure)
                    .log("Coordination failed and goes on in a new thread"));
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void notAllowed(String sentence, Throwable failure) {
    LOG.atError().log(sentence);
    running.completeExceptionally(new KafkaAccessException(sentence, failure));
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    return start(kafka, service, duties, flows, stateDirectory, StreamScale.ONE);
  }

  /**
   * Starts the topology of those duties.
   *
   * @param service names the consumer group and the changelogs, {@code runs}
   * @param stateDirectory where its ledger lies
   * @param scale how many threads and copies it has
   */
  public static Coordination start(
      KafkaConnection kafka,
      String service,
      Duties duties,
      FlowCatalog flows,
      Path stateDirectory,
      StreamScale scale) {
    String application = kafka.topics().group(service);
    Topology topology =
        CoordinationTopology.build(
            kafka.topics(), kafka.codec(), duties, flows, new Backlog(kafka.admin(), application));
    KafkaStreams streams =
        new KafkaStreams(
            topology, StreamsSettings.of(kafka.client(), application, stateDirectory, scale));
    Changelogs changelogs = Changelogs.of(kafka.admin(), application, stateDirectory);
    LostState.forgetPosition(kafka.admin(), application);
    if (!changelogs.areNoted()) {
      streams.cleanUp();
      changelogs.note();
    }
    return new Coordination(streams, changelogs, kafka.client());
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
            FlowCatalog.NONE,
            new Backlog(kafka.admin(), application),
            rebuild::folded);
    KafkaStreams streams =
        new KafkaStreams(
            topology,
            StreamsSettings.of(kafka.client(), application, stateDirectory, StreamScale.ONE));
    streams.cleanUp();
    Changelogs changelogs = Changelogs.of(kafka.admin(), application, stateDirectory);
    try (Coordination _ = new Coordination(streams, changelogs, kafka.client())) {
      return rebuild.await(limit);
    }
  }

  /** Whether its tasks are assigned and running. */
  public boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  /**
   * Waits until it runs; false when it does not in time.
   *
   * @throws KafkaAccessException if Kafka does not allow it to
   */
  public boolean awaitRunning(Duration limit) throws InterruptedException {
    try {
      running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaAccessException(String.valueOf(cause.getMessage()), cause);
    }
  }

  /** What runs it, for those who show its figures. */
  public KafkaStreams streams() {
    return streams;
  }

  @Override
  public void close() {
    closing.countDown();
    streams.close(
        CloseOptions.timeout(CLOSE_LIMIT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }
}
