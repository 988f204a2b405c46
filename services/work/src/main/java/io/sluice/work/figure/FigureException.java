package io.sluice.work.figure;

import org.jspecify.annotations.Nullable;

/** A figure has no value; the message says why in a sentence for the flow's author. */
public final class FigureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FigureException(String message) {
    super(message);
  }

  FigureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
