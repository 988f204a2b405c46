package io.sluice.shell;

import io.sluice.wire.KafkaConnection;
import io.sluice.wire.streams.Coordination;
import io.sluice.wire.worker.GroupLag;
import java.time.Duration;

/** Counts work, and shows the figures that Kafka's clients and Streams keep. Thread-safe. */
public interface WorkMeter {

  /**
   * Notes that an item was worked.
   *
   * @param queue what it was taken from: {@code work.clean}
   * @param handedBack whether it was given back to be worked again
   */
  void worked(String queue, Duration time, boolean handedBack);

  /**
   * Shows how much work of a queue is open until the answer is closed.
   *
   * @param queue what it is taken from: {@code work.clean}
   */
  AutoCloseable watch(String queue, GroupLag lag);

  /** Shows the figures of a connection's clients until the answer is closed. */
  AutoCloseable watch(KafkaConnection kafka);

  /** Shows the figures of a coordination's Streams until the answer is closed. */
  AutoCloseable watch(Coordination coordination);
}
