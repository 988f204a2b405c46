package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.store.TableFacts.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps immutable artefacts by flow, stage and key, and input files by content.
 *
 * <p>An artefact is there from the moment its manifest is, whole or not at all. The first commit of
 * a key wins; others adopt it. Implementations are thread-safe, also across processes.
 *
 * <p>Names that could lead out of the store give an {@link IllegalArgumentException}.
 */
public interface ArtefactStore {

  /**
   * The committed artefact of the key, if its files are there in the size that they were committed
   * with. Hashes are left to {@link #open}.
   */
  Optional<ArtefactRef> find(String flow, String stage, String key) throws IOException;

  /**
   * Begins an artefact; nobody sees it before {@link Draft#commit}.
   *
   * @param attempt the work item's identity, part of the files' names
   */
  Draft begin(String flow, String stage, ArtefactKey key, String attempt) throws IOException;

  /**
   * The files of a committed artefact by output, in order, after a check of sizes and hashes.
   *
   * @param lease for how long they have to stay on this machine
   * @throws ArtefactLostException when a file is missing or damaged, and the artefact was set
   *     aside; or when what is kept under the key has another content
   */
  Map<String, List<Path>> open(ArtefactRef ref, Lease lease)
      throws IOException, ArtefactLostException;

  /**
   * Has a file hashed anew by the next {@link #open}, though it looks as it did when it was last
   * hashed.
   *
   * @param file one that {@link #open} gave
   */
  default void distrust(Path file) {}

  /**
   * The columns of the table that a committed artefact was made from.
   *
   * @param alias the name under which the artefact's stage read the table
   * @return empty when the store does not know, or keeps that table no longer
   */
  default List<TableColumn> columnsOfInput(ArtefactRef ref, String alias) throws IOException {
    return List.of();
  }

  /**
   * Takes a copy of a file. The same bytes are kept once.
   *
   * @param name the name it arrived under, without folders
   */
  default InputFile take(Path source, String name) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      return take(in, name);
    }
  }

  /**
   * Takes a copy of what is read to the end. The same bytes are kept once.
   *
   * @param source stays the caller's
   * @param name the name it arrived under, without folders
   */
  InputFile take(InputStream source, String name) throws IOException;

  /**
   * The bytes of an input file, after a check of size and hash.
   *
   * @param lease for how long they have to stay on this machine
   * @throws InputLostException when they are missing or damaged
   */
  Path input(InputFile file, Lease lease) throws IOException, InputLostException;

  /** The folders that a flow's SQL may reach: its artefacts and the input files. */
  List<Path> foldersOf(String flow) throws IOException;
}
