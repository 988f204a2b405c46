package io.sluice.work.store;

import io.sluice.engine.artefact.InputFile;

/** The bytes of an input file are missing or damaged; only whoever sent the file can help. */
public final class InputLostException extends Exception {

  private static final long serialVersionUID = 1L;

  InputLostException(InputFile file, String why) {
    super(
        "Input file %s (sha256 %s) is lost from the store: %s. Send the file again."
            .formatted(file.name(), file.sha256(), why));
  }
}
