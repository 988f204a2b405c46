package io.sluice.cli.client;

import io.sluice.cli.view.RunRow;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists runs; each question is one pass over the events topic. */
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
    return read(_ -> true, new RunRows(begun, wanted, limit));
  }

  /** The row of one run; empty when the log does not tell of it. */
  public Optional<RunRow> row(RunState run) {
    String key = run.run().key();
    return read(key::equals, new RunRows(_ -> true, _ -> true, limit)).stream().findFirst();
  }

  private List<RunRow> read(Predicate<String> keys, RunRows rows) {
    TopicScan.read(
        kafka,
        kafka.topics().events(),
        record -> {
          if (keys.test(String.valueOf(record.key()))) {
            RunEvents.read(kafka.codec(), record).ifPresent(rows::fold);
          }
        });
    return rows.rows();
  }
}
