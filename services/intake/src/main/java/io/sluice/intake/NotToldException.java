package io.sluice.intake;

import java.io.IOException;

/** Kafka did not acknowledge what was to be told; it may be told again. */
final class NotToldException extends IOException {
  private static final long serialVersionUID = 1L;

  NotToldException(Throwable cause) {
    super("Kafka did not take what arrived: " + cause.getMessage(), cause);
  }
}
