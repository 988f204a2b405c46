package io.sluice.wire.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used.
 *
 * @param topic where it was
 * @param partition its partition there
 * @param offset its offset there
 * @param timestampMs the record's time in ms since 1970
 * @param key its key as it was
 * @param value its value as it was
 * @param cause why nobody could use it, in one sentence
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are carried, never compared.
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long timestampMs,
    byte @Nullable [] key,
    byte @Nullable [] value,
    String cause) {

  /** The letter for a record as it was read. */
  public static DeadLetter of(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> found, String cause) {
    return new DeadLetter(
        found.topic(),
        found.partition(),
        found.offset(),
        found.timestamp(),
        found.key(),
        found.value(),
        cause);
  }
}
