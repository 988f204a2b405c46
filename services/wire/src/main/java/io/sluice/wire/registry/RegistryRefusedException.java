package io.sluice.wire.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry answered, and the answer is no: unknown, incompatible, invalid or not allowed. Its
 * message names Confluent's error code, such as 40403 for an unknown schema, or else the HTTP
 * status.
 */
public final class RegistryRefusedException extends SerializationException {
  private static final long serialVersionUID = 1L;

  RegistryRefusedException(String message) {
    super(message);
  }
}
