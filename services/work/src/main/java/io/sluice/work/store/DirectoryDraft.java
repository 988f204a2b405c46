package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.work.files.Durably;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes under hidden names; a commit renames the files, then links the manifest. */
final class DirectoryDraft implements Draft {

  private final Path folder;
  private final DraftIdentity identity;
  private final ArtefactKey key;
  private final Map<String, String> madeBy;
  private final VerifiedHashes hashes;
  private final DraftFiles files;
  private boolean committed;

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
    Path complete = folder.resolve(".tmp-manifest-" + identity.attempt() + "-" + identity.nonce());
    try {
      Durably.write(complete, manifest.toJson());
      Durably.syncFolder(Objects.requireNonNull(folder.getParent()));
      Durably.nameOnce(complete, folder.resolve(Manifest.NAME));
    } catch (FileAlreadyExistsException e) {
      return adopt();
    } finally {
      Files.deleteIfExists(complete);
    }
    committed = true;
    Durably.syncFolder(folder);
    return manifest.toRef();
  }

  @Override
  public void close() throws IOException {
    if (committed) {
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

  private ArtefactRef adopt() throws IOException {
    close();
    return Manifest.read(folder)
        .map(Manifest::toRef)
        .orElseThrow(() -> DraftFiles.setAside(folder.toString()));
  }
}
