package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.work.files.Durably;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes under hidden names; a commit renames the files, then links the manifest. */
final class DirectoryDraft implements Draft {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryDraft.class);

  private final Path folder;
  private final DraftIdentity identity;
  private final ArtefactKey key;
  private final Map<String, String> madeBy;
  private final VerifiedHashes hashes;
  private final DraftFiles files;

  /** Whether nobody can read the files yet, so that they go with the draft. */
  private boolean owned = true;

  DirectoryDraft(
      Path folder,
      DraftIdentity identity,
      ArtefactKey key,
      Map<String, String> madeBy,
      VerifiedHashes hashes) {
    this.folder = folder;
    this.identity = identity;
    this.key = key;
    this.madeBy = madeBy;
    this.hashes = hashes;
    this.files = new DraftFiles(identity);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path file(String output, String extension) {
    return files.add(output, extension, name -> folder.resolve(".tmp-" + name));
  }

  @Override
  public ArtefactRef commit(Map<Path, TableFacts> tables) throws IOException {
    List<Manifest.Entry> entries = files.place(tables, this::place);
    Manifest manifest = Manifest.of(identity, key, entries, madeBy);
    Manifest there = name(manifest) ? manifest : committed();
    if (!there.equals(manifest)) {
      owned = true;
      close();
      return there.toRef();
    }
    requireFiles(entries);
    Durably.syncFolder(folder);
    return manifest.toRef();
  }

  /** Whether the manifest got its name; there is another one, or its own, if it did not. */
  private boolean name(Manifest manifest) throws IOException {
    Path complete = folder.resolve(".tmp-manifest-" + identity.attempt() + "-" + identity.nonce());
    try {
      Durably.write(complete, manifest.toJson());
      Durably.syncFolder(Objects.requireNonNull(folder.getParent()));
      // whoever asks cannot know any more that nobody reads them, should the answer be lost
      owned = false;
      Durably.nameOnce(complete, folder.resolve(Manifest.NAME));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      remove(complete);
    }
  }

  /** Its name is given: trouble with the other one is no trouble of the stage's. */
  private static void remove(Path complete) {
    try {
      Files.deleteIfExists(complete);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", complete)
          .addKeyValue("cause", FileWords.of(e))
          .log("A file cannot be deleted; the sweep of the store will");
    }
  }

  /** What was there first; it is this draft's own if an answer was lost and it asked again. */
  private Manifest committed() throws IOException {
    return Manifest.read(folder).orElseThrow(() -> DraftFiles.setAside(folder.toString()));
  }

  /** A reader of a damaged artefact may have set the folder aside with files that were placed. */
  private void requireFiles(List<Manifest.Entry> entries) throws IOException {
    for (Manifest.Entry entry : entries) {
      if (!Files.isRegularFile(folder.resolve(entry.name()))) {
        throw DraftFiles.setAside(folder.toString());
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!owned) {
      return;
    }
    for (Path file : files.all(folder::resolve)) {
      Files.deleteIfExists(file);
    }
    files.clear();
  }

  private Manifest.Entry place(Path temporary, DraftFiles.Target target, @Nullable TableFacts table)
      throws IOException {
    Durably.sync(temporary);
    Path path = folder.resolve(target.name());
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    return Manifest.Entry.of(target.output(), path, hashes.of(path), table);
  }
}
