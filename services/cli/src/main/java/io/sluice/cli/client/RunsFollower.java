package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.BackfillCompleted;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Follows runs that were asked for until all are over, in the reader's thread. */
final class RunsFollower implements AutoCloseable {

  private final KafkaConnection kafka;
  private final Optional<String> backfill;
  private final boolean fromStart;
  private final int all;
  private final Consumer<FollowedRun> progress;
  private final Map<String, RunRequest> left = new HashMap<>();
  private final Map<String, RunState> open = new HashMap<>();
  private final List<FollowedRun> items = new ArrayList<>();
  private final Answer<List<FollowedRun>> answer = new Answer<>();
  private final TailReader reader;

  private RunsFollower(
      KafkaConnection kafka,
      List<RunRequest> requests,
      Optional<String> backfill,
      boolean fromStart,
      Consumer<FollowedRun> progress) {
    this.kafka = kafka;
    this.backfill = backfill;
    this.fromStart = fromStart;
    this.all = requests.size();
    this.progress = progress;
    requests.forEach(request -> left.put(request.run().key(), request));
    String events = kafka.topics().events();
    this.reader =
        fromStart
            ? TailReader.fromStart(kafka, events, this::read)
            : TailReader.fromEnd(kafka, events, this::read);
  }

  /** Follows what is asked for from now on. */
  static RunsFollower of(
      KafkaConnection kafka, List<RunRequest> requests, Consumer<FollowedRun> progress) {
    return new RunsFollower(kafka, requests, Optional.empty(), false, progress);
  }

  /**
   * Follows a backfill until the log tells that it is over.
   *
   * @param fromStart whether it was asked for before
   */
  static RunsFollower of(
      KafkaConnection kafka, Backfill backfill, boolean fromStart, Consumer<FollowedRun> progress) {
    return new RunsFollower(
        kafka, backfill.requests(), Optional.of(backfill.key()), fromStart, progress);
  }

  /**
   * Waits until every run is over; the answer is in the order of their ends.
   *
   * @param remains what becomes of the runs when no service gives a sign of life, as a sentence
   * @throws Refusal when none does in time
   */
  List<FollowedRun> await(String remains) throws InterruptedException {
    return answer.await(Answer.LIMIT, remains);
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    boolean ofBackfill = backfill.filter(key -> key.equals(record.key())).isPresent();
    boolean ofRun = left.containsKey(record.key());
    // its runs may have to wait for others, whose events show that services are up
    if (ofBackfill || ofRun || !fromStart) {
      answer.live();
    }
    if (!ofBackfill && !ofRun) {
      return;
    }
    try {
      SpecificRecord event = kafka.codec().read(record.topic(), record.value());
      switch (event) {
        case BackfillCompleted _ -> answer.end(List.copyOf(items));
        case TriggerRefused refused -> refused(refused);
        case SpecificRecord other -> fold(EventReading.event(other));
      }
    } catch (SerializationException | IllegalArgumentException e) {
      // no event of a run: the services put it aside
      return;
    }
  }

  private void refused(TriggerRefused refused) {
    RunRequest request = left.remove(refused.getKey());
    if (request != null) {
      tell(request, Optional.empty(), refused.getReason());
    }
  }

  private void fold(RunEvent event) {
    String key = event.run().key();
    RunState before = open.get(key);
    if (before == null) {
      if (event instanceof RunEvent.Started started) {
        open.put(key, RunFold.begin(started));
      }
      return;
    }
    RunState state = RunFold.evolve(before, event).state();
    open.put(key, state);
    if (state.phase() instanceof RunPhase.Ended(RunEnd how, _)) {
      open.remove(key);
      Optional.ofNullable(left.remove(key)).ifPresent(request -> over(request, state, how));
    }
  }

  private void over(RunRequest request, RunState state, RunEnd how) {
    tell(request, Optional.of(state), String.join("; ", how.reasons()));
  }

  private void tell(RunRequest request, Optional<RunState> state, String reason) {
    FollowedRun run = new FollowedRun(items.size() + 1, all, request, state, reason);
    items.add(run);
    progress.accept(run);
    if (backfill.isEmpty() && left.isEmpty()) {
      answer.end(List.copyOf(items));
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
