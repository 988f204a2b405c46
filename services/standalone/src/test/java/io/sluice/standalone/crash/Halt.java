package io.sluice.standalone.crash;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Halts its process just before a certain record would be sent, when all records sent before it are
 * on the log.
 */
public final class Halt implements ProducerInterceptor<byte[], byte[]> {

  private static final String TOPIC = "halt.topic";
  private static final String DELETION = "halt.deletion";

  private final String topic = System.getProperty(TOPIC, "");
  private final int deletion = Integer.getInteger(DELETION, 0);
  private int deletions;
  private int unacknowledged;

  /** Before the first record to a topic whose name ends so. */
  static List<String> beforeRecordTo(String topic) {
    return List.of(TOPIC + "=" + topic);
  }

  /** Before the n-th deletion in a changelog whose name ends so. */
  static List<String> beforeDeletionFrom(String topic, int number) {
    return List.of(TOPIC + "=" + topic, DELETION + "=" + number);
  }

  @Override
  public synchronized ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    if (isAwaited(record)) {
      haltWhenAcknowledged();
    }
    unacknowledged++;
    return record;
  }

  private boolean isAwaited(ProducerRecord<byte[], byte[]> record) {
    if (!record.topic().endsWith(topic)) {
      return false;
    }
    if (deletion == 0) {
      return true;
    }
    if (record.value() == null) {
      deletions++;
    }
    return deletions == deletion;
  }

  private synchronized void haltWhenAcknowledged() {
    try {
      while (unacknowledged > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ChildJvm.HALTED);
  }

  @Override
  public synchronized void onAcknowledgement(RecordMetadata metadata, Exception failure) {
    unacknowledged--;
    notifyAll();
  }

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}
