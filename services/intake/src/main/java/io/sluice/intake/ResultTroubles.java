package io.sluice.intake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Judges trouble with results. What passes when a store, a registry or a broker is there again is
 * waited for however long that takes; what can never work is put aside at once; and the rest, such
 * as a file that is not where it was published, after ten minutes. Not thread-safe.
 */
final class ResultTroubles {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Map<TopicPartition, LastingTrouble> troubles = new HashMap<>();

  /** What is to be done with a result that could not be taken. */
  enum Verdict {
    /** Read it again later, and tell people. */
    TELL_AND_WAIT,
    /** Read it again later; people know. */
    WAIT,
    PUT_ASIDE
  }

  private enum Hope {
    SURE,
    SOME,
    NONE
  }

  private record Kind(long offset, Class<?> trouble) {}

  /** Judges trouble with a result, the first of its partition that is not dealt with. */
  Verdict judge(ConsumerRecord<?, ?> record, Exception trouble, Instant now) {
    Hope hope = hope(trouble);
    if (hope == Hope.NONE) {
      return Verdict.PUT_ASIDE;
    }
    LastingTrouble lasting = troubles.computeIfAbsent(partition(record), _ -> new LastingTrouble());
    boolean isNews = lasting.meet(new Kind(record.offset(), trouble.getClass()), now);
    if (hope == Hope.SOME && lasting.lasted(now).compareTo(LIMIT) >= 0) {
      return Verdict.PUT_ASIDE;
    }
    return isNews ? Verdict.TELL_AND_WAIT : Verdict.WAIT;
  }

  private static Hope hope(Exception trouble) {
    return switch (trouble) {
      case UnusableResultException _, IllegalArgumentException _ -> Hope.NONE;
      case FileNotFoundException _ -> Hope.SOME;
      case IOException _, UncheckedIOException _, KafkaException _ -> Hope.SURE;
      default -> Hope.SOME;
    };
  }

  /** Notes that a result is dealt with; true when there was trouble with it. */
  boolean end(ConsumerRecord<?, ?> record) {
    return troubles.remove(partition(record)) != null;
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
