package io.sluice.work.delivery;

/** A delivery was refused; nothing of it is visible. The message says what stands in the way. */
public final class DeliveryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeliveryException(String message) {
    super(message);
  }
}
