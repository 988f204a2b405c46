package io.sluice.cli.client;

import io.sluice.cli.view.RunRow;
import io.sluice.cli.view.RunRow.Standing;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Lists runs by folding the events topic once. The whole state of a run is kept only while it is
 * open, then its key, and its row if it is among the youngest.
 */
public final class RunHistory {

  private final KafkaConnection kafka;
  private final int limit;

  /**
   * @param limit how many rows an answer has at most
   */
  public RunHistory(KafkaConnection kafka, int limit) {
    this.kafka = kafka;
    this.limit = limit;
  }

  /**
   * The youngest runs, the youngest first.
   *
   * @param begun which runs to look at, asked when one begins
   * @param wanted which of them to list, asked at their end, or at the end of the log
   */
  public List<RunRow> list(Predicate<RunEvent.Started> begun, Predicate<RunRow> wanted) {
    return read(_ -> true, begun, wanted);
  }

  /** The row of one run; empty when the log does not tell of it. */
  public Optional<RunRow> row(RunState run) {
    return read(run.run().key()::equals, _ -> true, _ -> true).stream().findFirst();
  }

  private List<RunRow> read(
      Predicate<String> keys, Predicate<RunEvent.Started> begun, Predicate<RunRow> wanted) {
    Fold fold = new Fold(keys, begun, wanted);
    TopicScan.read(kafka, kafka.topics().events(), fold::read);
    return fold.rows();
  }

  /** One pass. */
  private final class Fold {

    private final Predicate<String> keys;
    private final Predicate<RunEvent.Started> begun;
    private final Predicate<RunRow> wanted;
    private final Map<String, RunState> open = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final PriorityQueue<RunRow> rows =
        new PriorityQueue<>(RunRow.YOUNGEST_FIRST.reversed());

    private Fold(
        Predicate<String> keys, Predicate<RunEvent.Started> begun, Predicate<RunRow> wanted) {
      this.keys = keys;
      this.begun = begun;
      this.wanted = wanted;
    }

    private void read(ConsumerRecord<String, byte[]> record) {
      if (record.key() != null && keys.test(record.key())) {
        RunEvents.read(kafka.codec(), record).ifPresent(this::fold);
      }
    }

    private void fold(RunEvent event) {
      String key = event.run().key();
      RunState before = open.get(key);
      if (before == null) {
        begin(event);
        return;
      }
      RunState state = RunFold.evolve(before, event).state();
      if (state.phase() instanceof RunPhase.Ended ended) {
        open.remove(key);
        over.add(key);
        add(row(state, Optional.of(ended.end()), Optional.of(event.at())));
      } else {
        open.put(key, state);
      }
    }

    /** A run begins once: a RunStarted that was written twice may come after the run's end. */
    private void begin(RunEvent event) {
      if (event instanceof RunEvent.Started started
          && begun.test(started)
          && !over.contains(started.run().key())) {
        open.put(started.run().key(), RunFold.begin(started));
      }
    }

    private void add(RunRow row) {
      if (!wanted.test(row)) {
        return;
      }
      rows.add(row);
      if (rows.size() > limit) {
        rows.remove();
      }
    }

    private List<RunRow> rows() {
      open.values().forEach(state -> add(row(state, Optional.empty(), Optional.empty())));
      return rows.stream().sorted(RunRow.YOUNGEST_FIRST).toList();
    }
  }

  private static RunRow row(RunState state, Optional<RunEnd> end, Optional<Instant> ended) {
    long version = end.map(RunEnd::version).orElse(0L);
    Instant started = state.started().at();
    return new RunRow(
        state.run().run(),
        state.run().flow(),
        state.started().subject().sliceText(),
        state.started().subject().period(),
        end.map(RunEnd::outcome).map(RunHistory::standing).orElse(Standing.RUNNING),
        version > 0 ? OptionalLong.of(version) : OptionalLong.empty(),
        started,
        state.started().ordinal(),
        ended.map(at -> Duration.between(started, at)));
  }

  private static Standing standing(RunEnd.Outcome outcome) {
    return switch (outcome) {
      case PUBLISHED -> Standing.PUBLISHED;
      case UNCHANGED -> Standing.UNCHANGED;
      case SUPERSEDED -> Standing.SUPERSEDED;
      case REPLAYED -> Standing.REPLAYED;
      case REJECTED -> Standing.REJECTED;
      case FAILED -> Standing.FAILED;
      case CANCELLED -> Standing.CANCELLED;
    };
  }
}
