package io.sluice.engine.artefact;

import java.util.List;

/**
 * What an event says of a committed artefact.
 *
 * @param flow the flow whose stage made it
 * @param stage the stage that made it
 * @param key its name: the hash of all that can change its content
 * @param rows rows of a table, 0 for other files
 * @param bytes size of all its files
 * @param fingerprint hash of its content without regard to row order
 */
public record ArtefactRef(
    String flow,
    String stage,
    String key,
    long rows,
    long bytes,
    String fingerprint,
    List<ArtefactFile> files) {

  public ArtefactRef {
    files = List.copyOf(files);
  }

  /** The address relative to a store's root, the same on every machine. */
  public String address() {
    return flow + "/" + stage + "/" + key;
  }
}
