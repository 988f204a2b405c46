package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactRef;

/** A committed artefact is not there any more; the stage that made it has to make it again. */
public final class ArtefactLostException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ArtefactRef artefact;

  /**
   * @param why in words, without a full stop
   */
  public ArtefactLostException(ArtefactRef artefact, String why) {
    super("Artefact %s is lost: %s. Its stage makes it again.".formatted(artefact.address(), why));
    this.artefact = artefact;
  }

  /** The artefact that has to be made again. */
  public ArtefactRef artefact() {
    return artefact;
  }
}
