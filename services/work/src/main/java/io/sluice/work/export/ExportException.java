package io.sluice.work.export;

import org.jspecify.annotations.Nullable;

/** A file could not be written; the message tells the flow's author what to change. */
public final class ExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportException(String message) {
    super(message);
  }

  ExportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
