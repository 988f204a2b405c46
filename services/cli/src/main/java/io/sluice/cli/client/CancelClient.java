package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.history.PastRuns;
import io.sluice.cli.history.RunEvents;
import io.sluice.cli.history.RunStates;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunState;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.RunKey;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Asks an installation to stop a run. */
public final class CancelClient {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final KafkaConnection kafka;

  public CancelClient(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * A run that was to be stopped, over.
   *
   * @param end how it ended: cancelled, unless it was quicker
   */
  public record Stopped(RunRef run, RunEnd end) {}

  /**
   * Asks to cancel a run and waits for its end.
   *
   * @param reason what others are told
   * @throws Refusal when there is no such run, it is over already, or does not end in time
   */
  public Stopped cancel(String idOrPrefix, String reason, Instant now) {
    RunState found = new PastRuns(kafka).require(List.of(idOrPrefix)).getFirst();
    RunRef run = found.run();
    if (found.phase() instanceof RunPhase.Ended(RunEnd end, _)) {
      throw Refusal.usage(
          "Run %s of %s is over, it ended %s: there is nothing to cancel."
              .formatted(run.run(), run.flow(), end.outcome().word()));
    }
    Waiting waiting = new Waiting(run);
    // From the start, so that no event between the look above and this one is missed.
    try (TailReader _ = TailReader.fromStart(kafka, kafka.topics().events(), waiting::read)) {
      ask(kafka, run, reason.isEmpty() ? "asked for by " + Person.name() : reason, now);
      return new Stopped(run, waiting.end.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      throw Refusal.failed(
          ("Run %s did not end within %d s. Are the services up? The cancellation stays on the"
                  + " topic.")
              .formatted(run.run(), LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      throw NoAnswer.of(e, kafka);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted; the cancellation stays on the topic.");
    }
  }

  /**
   * Writes that something is to be stopped.
   *
   * @param what a run, or a backfill under its id
   */
  static void ask(KafkaConnection kafka, RunRef what, String reason, Instant now)
      throws ExecutionException, InterruptedException {
    RunKey key = new RunKey(what.flow(), UUID.fromString(what.run()));
    CancelRequested asked = new CancelRequested(UUID.randomUUID(), key, Person.name(), reason, now);
    new EventWriter(kafka).trigger(what.flow(), asked).get();
  }

  /** Follows one run to its end, in the reader's thread. */
  private final class Waiting {

    private final String key;
    private final RunStates states;
    private final CompletableFuture<RunEnd> end = new CompletableFuture<>();

    private Waiting(RunRef run) {
      this.key = run.key();
      this.states = new RunStates(_ -> true);
    }

    private void read(ConsumerRecord<String, byte[]> record) {
      if (key.equals(record.key())) {
        RunEvents.read(kafka.codec(), record).flatMap(states::fold).ifPresent(this::look);
      }
    }

    private void look(RunState state) {
      if (state.phase() instanceof RunPhase.Ended(RunEnd how, _)) {
        end.complete(how);
      }
    }
  }
}
