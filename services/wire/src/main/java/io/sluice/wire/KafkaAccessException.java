package io.sluice.wire;

import org.apache.kafka.common.KafkaException;

/** Kafka cannot be reached or does not let this client in; the message says why and what to do. */
public final class KafkaAccessException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message a sentence for people
   */
  public KafkaAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
