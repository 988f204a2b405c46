package io.sluice.work.check;

import io.sluice.engine.run.StageInput;
import io.sluice.work.store.ArtefactLostException;

/** An artefact that a check or figure reads is not there any more. */
final class InputLostInRunException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient StageInput input;

  InputLostInRunException(StageInput input, ArtefactLostException cause) {
    super(cause.getMessage(), cause);
    this.input = input;
  }

  StageInput input() {
    return input;
  }
}
