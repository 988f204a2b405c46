package io.sluice.wire.streams;

import io.sluice.engine.run.Origin;
import io.sluice.engine.run.Publications;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.Turns;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.Arrivals;
import io.sluice.engine.trigger.Horizon;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.ResultPublished;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.topics.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What stays of runs that are over, on disk: that they ended, each flow's count of runs, and the
 * current publication of each flow, slice and period; and the latest arrival of each input.
 */
final class Ledger implements Publications, Arrivals {

  /** Of what ended in no way that a run ends in: it never began, or nobody knows any more. */
  private static final byte[] ENDED = {-1};

  private final KeyValueStore<String, byte[]> rows;
  private final RecordCodec codec;
  private final TopicNames topics;
  private final Turns turns;

  Ledger(KeyValueStore<String, byte[]> rows, RecordCodec codec, TopicNames topics, Turns turns) {
    this.rows = rows;
    this.turns = turns;
    this.codec = codec;
    this.topics = topics;
  }

  /** Whether nothing was ever noted. */
  boolean isEmpty() {
    try (KeyValueIterator<String, byte[]> all = rows.all()) {
      return !all.hasNext();
    }
  }

  /** How many runs have ended, those counted that never began. */
  long ends() {
    long ends = 0;
    try (KeyValueIterator<String, byte[]> found = rows.range("run/", "run0")) {
      while (found.hasNext()) {
        found.next();
        ends++;
      }
    }
    return ends;
  }

  /** Notes for good how far back this state knows what came of triggers. */
  void horizon(Horizon horizon) {
    raise("horizon", horizon.firstTrigger());
  }

  Horizon horizon() {
    return new Horizon(number("horizon"));
  }

  boolean hasEnded(String run) {
    return rows.get("run/" + run) != null;
  }

  /** Notes that it is over; how is kept where it is known. */
  void ended(String run) {
    rows.putIfAbsent("run/" + run, ENDED);
  }

  /** Notes how a run ended. */
  void ended(String run, RunEnd.Outcome outcome) {
    rows.put("run/" + run, new byte[] {outcome.code()});
  }

  /** How a run ended, if it did and that is known. */
  Optional<RunEnd.Outcome> outcome(String run) {
    return Optional.ofNullable(rows.get("run/" + run)).flatMap(row -> RunEnd.Outcome.of(row[0]));
  }

  /** The flow's runs so far. */
  long ordinal(String flow) {
    return number("ordinal/" + flow);
  }

  /** Raises the flow's count of runs; never lowers it. */
  void ordinal(String flow, long ordinal) {
    raise("ordinal/" + flow, ordinal);
  }

  private long number(String row) {
    byte[] number = rows.get(row);
    return number == null ? 0 : ByteBuffer.wrap(number).getLong();
  }

  private void raise(String row, long number) {
    if (number > number(row)) {
      rows.put(row, ByteBuffer.allocate(Long.BYTES).putLong(0, number).array());
    }
  }

  /** Notes that a version was opened under the key. */
  void opened(String resultKey, long version) {
    raise("version/" + resultKey, version);
  }

  @Override
  public long lastVersion(String resultKey) {
    return Math.max(number("version/" + resultKey), Publications.super.lastVersion(resultKey));
  }

  @Override
  public Optional<Published> current(String resultKey) {
    return Optional.ofNullable(rows.get("current/" + resultKey))
        .map(bytes -> (ResultPublished) codec.read(topics.results(), bytes))
        .map(record -> (Published) ResultCodec.result(record));
  }

  /**
   * Moves the current publication on; never backwards. It counts the flow's runs too: results are
   * kept longer than events, and a run with a lower number would pass for an older one.
   */
  void current(Published published, byte[] bytes) {
    ordinal(published.run().flow(), published.ordinal());
    String key = published.subject().resultKey(published.run().flow());
    boolean older =
        current(key).map(current -> current.version() >= published.version()).orElse(false);
    if (!older) {
      rows.put("current/" + key, bytes);
    }
  }

  @Override
  public Optional<RunRef> publishing(String resultKey) {
    return turns.turn(resultKey);
  }

  @Override
  public Optional<Arrival> latest(String flow, RunSubject subject, String input) {
    return latest(Arrival.key(flow, subject, input));
  }

  private Optional<Arrival> latest(String key) {
    return Optional.ofNullable(rows.get("arrival/" + key))
        .map(bytes -> (FileArrived) codec.read(topics.triggers(), bytes))
        .map(TriggerCodec::arrival);
  }

  /** The arrival that one takes the place of, or that stands in its way. */
  Optional<Arrival> latest(Arrival arrival) {
    return latest(arrival.key());
  }

  void arrived(Arrival arrival, byte[] bytes) {
    rows.put("arrival/" + arrival.key(), bytes);
  }

  @Override
  public Optional<String> lastStarted(String set) {
    return lines(set).findFirst();
  }

  /** Whether it is one of those that a run was last started for. */
  boolean hasStarted(Arrival arrival) {
    return lines(arrival.set()).skip(1).anyMatch(arrival.id()::equals);
  }

  private Stream<String> lines(String set) {
    return Stream.ofNullable(rows.get("set/" + set))
        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines());
  }

  /** Notes which arrivals a run was started for. */
  void started(RunEvent.Started started) {
    Origin origin = started.origin();
    if (origin.kind() == Origin.Kind.ARRIVAL) {
      String set = started.subject().resultKey(started.run().flow());
      String lines = origin.id() + "\n" + String.join("\n", origin.triggers());
      rows.put("set/" + set, lines.getBytes(StandardCharsets.UTF_8));
    }
  }
}
