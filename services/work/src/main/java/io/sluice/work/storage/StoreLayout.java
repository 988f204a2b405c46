package io.sluice.work.storage;

import java.nio.file.Path;

/**
 * Where an installation keeps its files in a folder.
 *
 * @param root the folder that all services share
 */
public record StoreLayout(Path root) {

  /** Artefacts and input files. */
  public Path artefacts() {
    return root.resolve(ARTEFACTS);
  }

  /** Files that a replay delivered and did not publish. */
  public Path shadow(String run) {
    return root.resolve(SHADOW).resolve(run);
  }

  /** Published files. */
  public Path published() {
    return root.resolve(PUBLISHED);
  }

  static final String ARTEFACTS = "artefacts";
  static final String SHADOW = "shadow";
  static final String PUBLISHED = "published";
}
