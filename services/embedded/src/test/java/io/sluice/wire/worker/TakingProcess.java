package io.sluice.wire.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Takes records as a process of its own and says so, but never works them. */
final class TakingProcess {

  private TakingProcess() {}

  /** Arguments: brokers, group, topic. */
  public static void main(String[] args) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", args[0],
            "group.id", args[1],
            "share.acknowledgement.mode", "explicit");
    try (KafkaShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(Set.of(args[2]));
      while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
        System.out.println("waiting");
      }
      System.out.println("took");
      Thread.currentThread().join();
    }
  }
}
