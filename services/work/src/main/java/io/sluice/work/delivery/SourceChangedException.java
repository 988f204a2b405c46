package io.sluice.work.delivery;

import java.io.IOException;

/**
 * A file to be delivered is gone, or is not the one that the gate passed; nothing of the delivery
 * is visible. A later try may find it whole, once what is damaged was made again.
 */
public final class SourceChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  SourceChangedException(String message) {
    super(message);
  }
}
