package io.sluice.wire.streams;

import io.sluice.engine.run.Outgoing;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.RunStarter;
import io.sluice.engine.trigger.Starting;
import io.sluice.schemas.RunRequested;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.topics.TopicNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Requests that did not become runs yet: each waits until its RunStarted is read back. */
final class PendingStarts {

  /** How long a revision may take to be read before its request is refused. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CANCEL = "#cancel";

  private final KeyValueStore<String, byte[]> rows;
  private final FlowCatalog flows;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /**
   * A request, since when it waits, and whether its RunStarted was written. What was written is
   * remembered in memory alone, so that a service that takes over writes it again.
   */
  private record Waiting(RunRequest request, Optional<Instant> since, boolean written) {}

  PendingStarts(
      KeyValueStore<String, byte[]> rows,
      RecordCodec codec,
      TopicNames topics,
      FlowCatalog flows,
      Ledger ledger,
      Outbox outbox) {
    this.rows = rows;
    this.flows = flows;
    this.ledger = ledger;
    this.outbox = outbox;
    try (KeyValueIterator<String, byte[]> all = rows.all()) {
      all.forEachRemaining(
          row -> {
            if (codec.read(topics.triggers(), row.value) instanceof RunRequested requested) {
              waiting.put(row.key, fresh(TriggerCodec.request(requested)));
            }
          });
    }
  }

  void add(RunRequested requested, byte[] bytes) {
    RunRequest request = TriggerCodec.request(requested);
    String run = request.run().key();
    if (rows.get(run) == null) {
      rows.put(run, bytes);
      waiting.put(run, fresh(request));
    }
  }

  private static Waiting fresh(RunRequest request) {
    return new Waiting(request, Optional.empty(), false);
  }

  /**
   * Keeps a cancellation until the run that it is about has started; false when none is waited for.
   */
  boolean holdCancel(String run, byte[] cancel) {
    if (!waiting.containsKey(run)) {
      return false;
    }
    rows.putIfAbsent(run + CANCEL, cancel);
    return true;
  }

  /**
   * The run of that key was read back as started; the answer is its cancellation, if it has one.
   */
  Optional<byte[]> started(String run) {
    return waiting.remove(run) == null ? Optional.empty() : forget(run);
  }

  private Optional<byte[]> forget(String run) {
    rows.delete(run);
    return Optional.ofNullable(rows.delete(run + CANCEL));
  }

  /** Starts what can be started, in the order of the requests. */
  void start(Instant now) {
    for (Waiting start : List.copyOf(waiting.values())) {
      if (!start.written()) {
        Instant since = start.since().orElse(now);
        waiting.put(
            start.request().run().key(), new Waiting(start.request(), Optional.of(since), false));
        start(start.request(), since, now);
      }
    }
  }

  private void start(RunRequest request, Instant first, Instant now) {
    Optional<Starting> decided;
    try {
      decided = find(request).map(definition -> decide(request, definition, now));
    } catch (IllegalArgumentException e) {
      // the revision's fault: other requests must not wait behind it
      refuse(request, List.of(String.valueOf(e.getMessage())), now);
      return;
    }
    if (decided.isPresent()) {
      act(request, decided.get(), now);
    } else if (first.plus(PATIENCE).isBefore(now)) {
      refuse(
          request,
          List.of(
              "revision %s of flow %s is not known".formatted(request.revision(), request.flow())),
          now);
    }
  }

  private Optional<FlowDefinition> find(RunRequest request) {
    return flows
        .find(request.flow(), request.revision())
        .filter(
            definition ->
                request.referencesHash().isEmpty()
                    || definition.referencesHash().equals(request.referencesHash()));
  }

  private Starting decide(RunRequest request, FlowDefinition definition, Instant now) {
    Map<String, BigDecimal> references =
        definition.references().getOrDefault(request.subject().period(), Map.of());
    long ordinal = ledger.ordinal(request.flow()) + 1;
    return RunStarter.start(request, definition.flow(), references, ledger::current, ordinal, now);
  }

  private void act(RunRequest request, Starting starting, Instant now) {
    switch (starting) {
      case Starting.Start start -> {
        ledger.ordinal(request.flow(), start.event().ordinal());
        waiting.put(request.run().key(), new Waiting(request, Optional.of(now), true));
        outbox.write(new Outgoing.Emit(start.event()));
      }
      case Starting.Refuse refused -> refuse(request, refused.problems(), now);
    }
  }

  private void refuse(RunRequest request, List<String> problems, Instant now) {
    outbox.refuse(request, problems, now);
    String run = request.run().key();
    ledger.ended(run);
    waiting.remove(run);
    forget(run);
  }
}
