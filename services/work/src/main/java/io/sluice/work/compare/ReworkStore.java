package io.sluice.work.compare;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.Draft;
import io.sluice.work.store.InputLostException;
import io.sluice.work.store.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives work its original inputs and takes what it makes into a store of its own. An input that is
 * no longer kept is replaced by what was made again, if that has the content that the log tells of.
 */
final class ReworkStore implements ArtefactStore {

  private final Originals originals;
  private final ArtefactStore made;

  /**
   * @param made where new artefacts go
   */
  ReworkStore(Originals originals, ArtefactStore made) {
    this.originals = originals;
    this.made = made;
  }

  /** Nothing: everything is to be worked again. */
  @Override
  public Optional<ArtefactRef> find(String flow, String stage, String key) {
    return Optional.empty();
  }

  @Override
  public Draft begin(String flow, String stage, ArtefactKey key, String attempt)
      throws IOException {
    return made.begin(flow, stage, key, attempt);
  }

  @Override
  public Map<String, List<Path>> open(ArtefactRef ref, Lease lease)
      throws IOException, ArtefactLostException {
    Kept kept = kept(ref);
    if (kept instanceof Kept.Whole whole) {
      Map<String, List<Path>> files = new LinkedHashMap<>();
      whole
          .files()
          .forEach(
              file ->
                  files.computeIfAbsent(file.output(), _ -> new ArrayList<>()).add(file.path()));
      return files;
    }
    Optional<ArtefactRef> again =
        made.find(ref.flow(), ref.stage(), ref.key())
            .filter(found -> found.fingerprint().equals(ref.fingerprint()));
    if (again.isPresent()) {
      return made.open(again.get(), lease);
    }
    throw new ArtefactLostException(
        ref, kept instanceof Kept.Damaged damaged ? damaged.why() : "it is no longer kept");
  }

  /** What the run's own store keeps of an artefact. */
  Kept kept(ArtefactRef ref) throws IOException {
    try {
      return originals.of(ref);
    } catch (SQLException e) {
      return new Kept.Damaged("it cannot be read: " + e.getMessage());
    }
  }

  @Override
  public InputFile take(InputStream source, String name) {
    throw new UnsupportedOperationException("no input is taken in to work a past run again");
  }

  @Override
  public Path input(InputFile file, Lease lease) throws IOException, InputLostException {
    return originals.input(file);
  }

  @Override
  public List<Path> foldersOf(String flow) throws IOException {
    List<Path> folders = new ArrayList<>(originals.foldersOf(flow));
    folders.addAll(made.foldersOf(flow));
    return folders;
  }
}
