package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a store and leaves it as it is, whatever is found: nothing is created, nothing set aside.
 * Thread-safe.
 */
public interface StoreReading {

  /**
   * What is kept under the artefact's key.
   *
   * @param lease for how long its files have to stay on this machine
   */
  Kept kept(ArtefactRef ref, Lease lease) throws IOException;

  /**
   * The bytes of an input file.
   *
   * @param lease for how long they have to stay on this machine
   * @throws InputLostException when they are missing or damaged
   */
  Path input(InputFile file, Lease lease) throws IOException, InputLostException;

  /** The folders of a flow's artefacts and of the input files, as far as there are any. */
  List<Path> foldersOf(String flow) throws IOException;
}
