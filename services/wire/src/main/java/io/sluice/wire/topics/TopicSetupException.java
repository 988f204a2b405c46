package io.sluice.wire.topics;

import java.util.List;
import org.apache.kafka.common.KafkaException;

/** The topics cannot be made or are not as this installation needs them; the message says why. */
public final class TopicSetupException extends KafkaException {
  private static final long serialVersionUID = 1L;

  TopicSetupException(String message) {
    super(message);
  }

  /** Throws when there are problems: a sentence each, on a line of its own. */
  static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new TopicSetupException(String.join("\n", problems));
    }
  }

  TopicSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
