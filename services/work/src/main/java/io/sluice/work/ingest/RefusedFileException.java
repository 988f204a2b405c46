package io.sluice.work.ingest;

/**
 * A file that cannot be used, in words for its sender that read on after the file's name. Never
 * leaves this package.
 */
final class RefusedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedFileException(String sentence) {
    super(sentence, null, false, false);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
