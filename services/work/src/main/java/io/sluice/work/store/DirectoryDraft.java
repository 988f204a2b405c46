package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.work.files.Durably;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final Map<Path, Target> targets = new LinkedHashMap<>();
  private boolean committed;

  private record Target(String output, Path path) {}

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
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path file(String output, String extension) {
    String name = identity.fileName(output, targets.size() + 1, extension);
    Path temporary = folder.resolve(".tmp-" + name);
    targets.put(temporary, new Target(output, folder.resolve(name)));
    return temporary;
  }

  @Override
  public ArtefactRef commit(Map<Path, TableFacts> tables) throws IOException {
    if (!targets.keySet().containsAll(tables.keySet())) {
      throw new IllegalArgumentException("facts about a file that is not part of the artefact");
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    for (var target : targets.entrySet()) {
      entries.add(place(target.getKey(), target.getValue(), tables.get(target.getKey())));
    }
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
    for (var target : targets.entrySet()) {
      Files.deleteIfExists(target.getKey());
      Files.deleteIfExists(target.getValue().path());
    }
    targets.clear();
  }

  private Manifest.Entry place(Path temporary, Target target, @Nullable TableFacts table)
      throws IOException {
    if (!Files.isRegularFile(temporary)) {
      throw new NoSuchFileException(
          temporary.toString(), null, "output " + target.output() + " was not written");
    }
    Durably.sync(temporary);
    Files.move(temporary, target.path(), StandardCopyOption.ATOMIC_MOVE);
    String sha256 = hashes.of(target.path());
    return Manifest.Entry.of(target.output(), target.path(), sha256, table);
  }

  private ArtefactRef adopt() throws IOException {
    close();
    return Manifest.read(folder)
        .map(Manifest::toRef)
        .orElseThrow(
            () ->
                new IOException(
                    "the artefact in %s was set aside while it was committed; try again"
                        .formatted(folder)));
  }
}
