package io.sluice.cli.client;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StageState;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.BackfillCompleted;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.BackfillCodec;
import io.sluice.wire.codec.EventReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Folds the events of a backfill's runs, in the reader's thread. */
final class BackfillFollower implements AutoCloseable {

  private final KafkaConnection kafka;
  private final Backfill backfill;
  private final Consumer<FollowedBackfill.Item> progress;
  private final Map<String, RunRequest> left = new HashMap<>();
  private final Map<String, RunState> open = new HashMap<>();
  private final List<FollowedBackfill.Item> items = new ArrayList<>();
  private final CompletableFuture<BackfillSummary> end = new CompletableFuture<>();
  private final TailReader reader;

  private BackfillFollower(
      KafkaConnection kafka,
      Backfill backfill,
      boolean fromStart,
      Consumer<FollowedBackfill.Item> progress) {
    this.kafka = kafka;
    this.backfill = backfill;
    this.progress = progress;
    backfill.requests().forEach(request -> left.put(request.run().key(), request));
    String events = kafka.topics().events();
    this.reader =
        fromStart
            ? TailReader.fromStart(kafka, events, this::read)
            : TailReader.fromEnd(kafka, events, this::read);
  }

  static BackfillFollower fromEnd(
      KafkaConnection kafka, Backfill backfill, Consumer<FollowedBackfill.Item> progress) {
    return new BackfillFollower(kafka, backfill, false, progress);
  }

  static BackfillFollower fromStart(
      KafkaConnection kafka, Backfill backfill, Consumer<FollowedBackfill.Item> progress) {
    return new BackfillFollower(kafka, backfill, true, progress);
  }

  /** Waits until every run is over and the log tells of it. */
  FollowedBackfill await() throws InterruptedException {
    try {
      BackfillSummary summary = end.get();
      return new FollowedBackfill(backfill, items, summary);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    if (!backfill.key().equals(record.key()) && !left.containsKey(record.key())) {
      return;
    }
    try {
      SpecificRecord event = kafka.codec().read(record.topic(), record.value());
      switch (event) {
        case BackfillCompleted done -> end.complete(BackfillCodec.summary(done));
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
      tell(request, Optional.empty(), refused.getReason(), 0, 0);
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
    if (state.phase() instanceof RunPhase.Ended(RunEnd how)) {
      open.remove(key);
      Optional.ofNullable(left.remove(key)).ifPresent(request -> over(request, state, how));
    }
  }

  private void over(RunRequest request, RunState state, RunEnd how) {
    int reused = completed(state, true);
    int worked = completed(state, false);
    tell(request, Optional.of(how), String.join("; ", how.reasons()), worked, reused);
  }

  private static int completed(RunState state, boolean reused) {
    return Math.toIntExact(
        state.stages().values().stream()
            .filter(it -> it instanceof StageState.Completed done && done.reused() == reused)
            .count());
  }

  private void tell(
      RunRequest request, Optional<RunEnd> how, String reason, int worked, int reused) {
    FollowedBackfill.Item item =
        new FollowedBackfill.Item(
            items.size() + 1,
            backfill.items().size(),
            request.subject(),
            request.run().run(),
            how,
            reason,
            worked,
            reused);
    items.add(item);
    progress.accept(item);
  }

  @Override
  public void close() {
    reader.close();
  }
}
