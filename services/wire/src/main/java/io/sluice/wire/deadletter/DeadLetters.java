package io.sluice.wire.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters: the key is the source topic, the value the original bytes, and headers tell
 * cause and origin, all as UTF-8 text. A value or key so large that the letter would not fit into a
 * request is cut, and a header tells its length. Thread-safe.
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

  /** How many bytes the value had; there only when it was cut. */
  public static final String VALUE_BYTES = "sluice.value.bytes";

  /** How many bytes the key had; there only when it was cut. */
  public static final String KEY_BYTES = "sluice.key.bytes";

  /** The most bytes of a value that are kept: a request holds 1 MiB, headers and all. */
  public static final int MAX_VALUE_BYTES = 960 << 10;

  /** The most bytes of a key that are kept. */
  public static final int MAX_KEY_BYTES = 16 << 10;

  private static final Set<String> ORIGIN = Set.of(CAUSE, TOPIC, PARTITION, OFFSET, TIMESTAMP);
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
    log(letter);
    return stored;
  }

  /** Tells the log of a letter, for those who send by other means. */
  public static void log(DeadLetter letter) {
    LOG.atWarn()
        .addKeyValue("topic", letter.topic())
        .addKeyValue("partition", letter.partition())
        .addKeyValue("offset", letter.offset())
        .addKeyValue("cause", letter.cause())
        .log("Record put aside as a dead letter");
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
    byte[] value = letter.value();
    ProducerRecord<String, byte @Nullable []> made =
        new ProducerRecord<>(topic, null, letter.topic(), cut(value, MAX_VALUE_BYTES), headers);
    tellLength(made, VALUE_BYTES, value, MAX_VALUE_BYTES);
    byte[] key = letter.key();
    if (key != null) {
      made.headers().add(KEY, cut(key, MAX_KEY_BYTES));
      tellLength(made, KEY_BYTES, key, MAX_KEY_BYTES);
    }
    return made;
  }

  /** The letter that a record holds; empty for one that was not written as a letter. */
  public static Optional<DeadLetter> letter(ConsumerRecord<?, byte @Nullable []> record) {
    Map<String, byte[]> headers = new HashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    if (!headers.keySet().containsAll(ORIGIN)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DeadLetter(
              text(headers, TOPIC),
              Integer.parseInt(text(headers, PARTITION)),
              Long.parseLong(text(headers, OFFSET)),
              Long.parseLong(text(headers, TIMESTAMP)),
              headers.get(KEY),
              record.value(),
              text(headers, CAUSE)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, byte[]> headers, String name) {
    return new String(headers.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  private static void tellLength(
      ProducerRecord<?, ?> made, String header, byte @Nullable [] bytes, int most) {
    if (bytes != null && bytes.length > most) {
      made.headers().add(header(header, Integer.toString(bytes.length)));
    }
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
