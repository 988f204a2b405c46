package io.sluice.intake;

import java.io.IOException;

/** A result that no further try will make usable. */
final class UnusableResultException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableResultException(String message) {
    super(message);
  }
}
