package io.sluice.wire.topics;

import org.apache.kafka.common.KafkaException;

/** The topics cannot be made or are not as this installation needs them; the message says why. */
public final class TopicSetupException extends KafkaException {
  private static final long serialVersionUID = 1L;

  TopicSetupException(String message) {
    super(message);
  }

  TopicSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
