package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An artefact in the making. Used by one thread. */
public interface Draft extends AutoCloseable {

  /** The folder that the files are written to. */
  Path folder();

  /**
   * Where to write a further file of an output. Nothing is there yet.
   *
   * @param extension without a dot, {@code parquet}
   */
  Path file(String output, String extension);

  /**
   * Makes every file given out by {@link #file} durable and the artefact visible. If another
   * attempt was first, its artefact is the answer and this attempt's files are gone.
   *
   * @param tables what the files hold; a file without an entry is no table and is known by its
   *     bytes
   * @throws IOException also when one of the files was not written
   */
  ArtefactRef commit(Map<Path, TableFacts> tables) throws IOException;

  /** Removes what was not committed. */
  @Override
  void close() throws IOException;
}
