package io.sluice.work.storage;

import io.sluice.work.delivery.Delivery;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.StoreReading;
import java.io.IOException;

/**
 * Where an installation keeps artefacts, input files and published files. Its parts work as long as
 * it is open. Thread-safe.
 */
public interface Storage extends AutoCloseable {

  /** What other processes of the installation are told to find it: a path or a URI. */
  String address();

  /**
   * Artefacts and input files.
   *
   * @param version Sluice's, named in manifests
   * @throws IOException if it cannot be written to
   */
  ArtefactStore artefacts(String version) throws IOException;

  /**
   * The same, only to be read.
   *
   * @throws IOException if there is no store
   */
  StoreReading reading() throws IOException;

  /** Where publications go. */
  Delivery delivery();

  /** Where a replay delivers what it does not publish. */
  Delivery shadow(String run);

  /** What was published. */
  PublishedFiles published();

  /**
   * Deletes what nobody will read again, in a thread of its own, unless that was done today.
   * Troubles are logged, no more.
   */
  void sweepInBackground();

  @Override
  void close() throws IOException;
}
