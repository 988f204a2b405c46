package io.sluice.wire.streams;

/** What is to be written cannot be, however often it is tried: the message says why. */
final class UnwritableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnwritableException(String message) {
    super(message);
  }

  UnwritableException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
