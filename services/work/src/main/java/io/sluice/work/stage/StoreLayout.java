package io.sluice.work.stage;

import java.nio.file.Path;

/**
 * Where an installation keeps its files.
 *
 * @param root the store's address: a folder that all services share
 */
public record StoreLayout(Path root) {

  /** Artefacts and input files. */
  public Path artefacts() {
    return root.resolve("artefacts");
  }

  /** Published files. */
  public Path published() {
    return root.resolve("published");
  }
}
