package io.sluice.testkit.topics;

import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.TopicScan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads an installation's topics from their start. */
public record TopicReading(KafkaConnection kafka) {

  private static final int PATIENCE_SECONDS = 60;

  /** All that a topic holds now, in the order of each partition. */
  public List<ConsumerRecord<String, byte[]>> all(String topic) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    TopicScan.read(kafka, topic, found::add);
    return found;
  }

  /**
   * Waits for a record, from the topic's start on.
   *
   * @throws TimeoutException when none comes within a minute
   */
  public ConsumerRecord<String, byte[]> await(
      String topic, Predicate<ConsumerRecord<String, byte[]>> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<ConsumerRecord<String, byte[]>> found = new CompletableFuture<>();
    try (TailReader _ =
        TailReader.fromStart(
            kafka,
            topic,
            record -> {
              if (wanted.test(record)) {
                found.complete(record);
              }
            })) {
      return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
