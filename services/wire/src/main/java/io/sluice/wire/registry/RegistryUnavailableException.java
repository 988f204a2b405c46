package io.sluice.wire.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The registry could not be asked. The record at hand is not to blame: try it again, never put it
 * aside as damaged.
 */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  RegistryUnavailableException(String message) {
    super(message);
  }
}
