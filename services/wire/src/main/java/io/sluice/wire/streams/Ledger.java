package io.sluice.wire.streams;

import io.sluice.engine.run.Publications;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.schemas.ResultPublished;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.ResultCodec;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What stays of runs that are over, on disk: that they ended, each flow's count of runs, and the
 * current publication of each flow, slice and period.
 */
final class Ledger implements Publications {

  private static final byte[] ENDED = {1};

  private final KeyValueStore<String, byte[]> rows;
  private final RecordCodec codec;
  private final String results;
  private final Turns turns;

  Ledger(KeyValueStore<String, byte[]> rows, RecordCodec codec, String results, Turns turns) {
    this.rows = rows;
    this.turns = turns;
    this.codec = codec;
    this.results = results;
  }

  boolean hasEnded(String run) {
    return rows.get("run/" + run) != null;
  }

  void ended(String run) {
    rows.put("run/" + run, ENDED);
  }

  /** The flow's runs so far. */
  long ordinal(String flow) {
    byte[] count = rows.get("ordinal/" + flow);
    return count == null ? 0 : ByteBuffer.wrap(count).getLong();
  }

  /** Raises the flow's count of runs; never lowers it. */
  void ordinal(String flow, long ordinal) {
    if (ordinal > ordinal(flow)) {
      rows.put("ordinal/" + flow, ByteBuffer.allocate(Long.BYTES).putLong(0, ordinal).array());
    }
  }

  @Override
  public Optional<Published> current(String resultKey) {
    return Optional.ofNullable(rows.get("current/" + resultKey))
        .map(bytes -> (ResultPublished) codec.read(results, bytes))
        .map(record -> (Published) ResultCodec.result(record));
  }

  /** Moves the current publication on; never backwards. */
  void current(Published published, byte[] bytes) {
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
}
