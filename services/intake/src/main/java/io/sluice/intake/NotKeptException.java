package io.sluice.intake;

import io.sluice.work.files.FileWords;
import java.io.IOException;

/** The store did not take files, which are not to blame: they stay where they are. */
final class NotKeptException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param first one of them, as people know it
   */
  NotKeptException(String first, IOException cause) {
    super(
        "the store does not take %s, nor perhaps others: %s; they stay in the inbox until it does"
            .formatted(first, FileWords.of(cause)),
        cause);
  }
}
