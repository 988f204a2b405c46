package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a store in a folder and leaves it as it is, whatever is found: nothing is created, nothing
 * set aside. Thread-safe.
 */
public final class DirectoryReading implements StoreReading {

  private final Path root;
  private final VerifiedHashes hashes = new VerifiedHashes();

  /**
   * A view of the store in the folder.
   *
   * @throws IOException if there is no such folder
   */
  public DirectoryReading(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException("there is no store in " + root);
    }
    this.root = root.toRealPath();
  }

  @Override
  public Kept kept(ArtefactRef ref, Lease lease) throws IOException {
    Path folder =
        flowFolder(ref.flow())
            .resolve(StoreNames.name("stage", ref.stage()))
            .resolve(StoreNames.hash("key", ref.key()));
    try {
      Optional<Manifest> manifest = Manifest.read(folder);
      return manifest.isEmpty() ? new Kept.Missing() : files(folder, manifest.get());
    } catch (DamagedManifestException e) {
      return new Kept.Damaged(DamagedManifestException.WHY);
    }
  }

  private Kept files(Path folder, Manifest manifest) throws IOException {
    List<Kept.File> files = new ArrayList<>();
    for (Manifest.Entry entry : manifest.files()) {
      Path file = folder.resolve(entry.name());
      Optional<String> damage = damage(file, entry.bytes(), entry.sha256());
      if (damage.isPresent()) {
        return new Kept.Damaged(damage.get());
      }
      files.add(entry.at(file));
    }
    return manifest.whole(files);
  }

  @Override
  public Path input(InputFile file, Lease lease) throws IOException, InputLostException {
    Path path = InputFolder.path(root, file.sha256());
    Optional<String> damage = damage(path, file.bytes(), file.sha256());
    if (damage.isPresent()) {
      throw new InputLostException(file, damage.get());
    }
    return path;
  }

  @Override
  public List<Path> foldersOf(String flow) {
    return Stream.of(flowFolder(flow), InputFolder.folder(root))
        .filter(Files::isDirectory)
        .toList();
  }

  private Path flowFolder(String flow) {
    return root.resolve(StoreNames.name("flow", flow));
  }

  private Optional<String> damage(Path file, long bytes, String sha256) throws IOException {
    try {
      return Files.size(file) == bytes && hashes.of(file).equals(sha256)
          ? Optional.empty()
          : Optional.of("%s has other bytes than were committed".formatted(file.getFileName()));
    } catch (NoSuchFileException e) {
      return Optional.of("%s is missing".formatted(file.getFileName()));
    }
  }
}
