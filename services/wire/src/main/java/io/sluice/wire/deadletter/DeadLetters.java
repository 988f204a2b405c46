package io.sluice.wire.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters: the key is the source topic, the value the original bytes, and headers tell
 * cause and origin, all as UTF-8 text. Thread-safe.
 */
public final class DeadLetters {
  /** Why nobody could use the record. */
  public static final String CAUSE = "sluice.cause";

  /** The topic that the record was on. */
  public static final String TOPIC = "sluice.topic";

  /** Its partition there. */
  public static final String PARTITION = "sluice.partition";

  /** Its offset there. */
  public static final String OFFSET = "sluice.offset";

  /** Its time, in ms since 1970. */
  public static final String TIMESTAMP = "sluice.timestamp";

  /** Its key, as it was; missing when it had none. */
  public static final String KEY = "sluice.key";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int MAX_CAUSE_CHARS = 4_000;

  private final Producer<String, byte @Nullable []> producer;
  private final String topic;

  /** Writes to {@code topic} with {@code producer}, which stays the caller's to close. */
  public DeadLetters(Producer<String, byte @Nullable []> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Sends one letter. The source's offset may be committed once the answer is complete; it
   * completes with the broker's exception when the letter is not stored.
   */
  public CompletionStage<@Nullable Void> send(DeadLetter letter) {
    CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
    producer.send(
        record(topic, letter),
        (metadata, failure) -> {
          if (failure != null) {
            stored.completeExceptionally(failure);
          } else {
            stored.complete(null);
          }
        });
    LOG.atWarn()
        .addKeyValue("topic", letter.topic())
        .addKeyValue("partition", letter.partition())
        .addKeyValue("offset", letter.offset())
        .addKeyValue("cause", letter.cause())
        .log("Record put aside as a dead letter");
    return stored;
  }

  /** The record as it is sent, for those who send by other means, such as a Streams sink. */
  public static ProducerRecord<String, byte @Nullable []> record(String topic, DeadLetter letter) {
    List<Header> headers =
        List.of(
            header(CAUSE, shortened(letter.cause())),
            header(TOPIC, letter.topic()),
            header(PARTITION, Integer.toString(letter.partition())),
            header(OFFSET, Long.toString(letter.offset())),
            header(TIMESTAMP, Long.toString(letter.timestampMs())));
    ProducerRecord<String, byte @Nullable []> made =
        new ProducerRecord<>(topic, null, letter.topic(), letter.value(), headers);
    byte[] key = letter.key();
    if (key != null) {
      made.headers().add(KEY, key);
    }
    return made;
  }

  private static String shortened(String cause) {
    return cause.length() <= MAX_CAUSE_CHARS ? cause : cause.substring(0, MAX_CAUSE_CHARS);
  }

  private static Header header(String key, String value) {
    return new RecordHeader(key, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
