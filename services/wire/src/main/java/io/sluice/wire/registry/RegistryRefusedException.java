package io.sluice.wire.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry answered, and the answer is no: unknown, incompatible, invalid or not allowed. Its
 * message names the code.
 */
public final class RegistryRefusedException extends SerializationException {
  private static final long serialVersionUID = 1L;

  /** Confluent's code for an id that no schema has, and the HTTP status that goes with it. */
  private static final int UNKNOWN_SCHEMA = 40403;

  private static final int NOT_FOUND = 404;

  private final int code;

  /**
   * @param code Confluent's, such as 40403, or else the HTTP status
   */
  RegistryRefusedException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Whether it has no schema of an id that was asked for. */
  boolean isUnknownSchema() {
    return code == UNKNOWN_SCHEMA || code == NOT_FOUND;
  }
}
