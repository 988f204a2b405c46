package io.sluice.wire.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered, and the answer is no: unknown, incompatible, invalid or not allowed. */
public final class RegistryRefusedException extends SerializationException {
  private static final long serialVersionUID = 1L;

  private final int errorCode;

  RegistryRefusedException(int errorCode, String message) {
    super(message);
    this.errorCode = errorCode;
  }

  /** Confluent's error code, such as 40403 for an unknown schema, or else the HTTP status. */
  public int errorCode() {
    return errorCode;
  }
}
