package io.sluice.cli.history;

import io.sluice.cli.view.RunRow;
import io.sluice.engine.run.RunEvent;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import java.util.List;
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
    RunRows rows = new RunRows(begun, wanted, limit);
    TopicScan.read(
        kafka,
        kafka.topics().events(),
        record -> RunEvents.read(kafka.codec(), record).ifPresent(rows::fold));
    return rows.rows();
  }
}
