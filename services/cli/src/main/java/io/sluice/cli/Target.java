package io.sluice.cli;

import java.net.URI;

/** Which installation a command speaks to. */
public sealed interface Target {

  /** The one of this working folder, started if it is not up. */
  record Local() implements Target {}

  /** The one of this working folder, which must be up already. */
  record Up() implements Target {}

  /**
   * One that is up elsewhere.
   *
   * @param bootstrap {@code host:port} of its Kafka, several joined by commas
   * @param registry its schema registry
   * @param store address of its artefact store
   */
  record Remote(String bootstrap, URI registry, String store) implements Target {}
}
