package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.files.Durably;
import io.sluice.work.store.TableFacts.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a folder: {@code <flow>/<stage>/<key>/} with the data files and, written last and only
 * once, {@code manifest.json}. Several processes may share the folder.
 */
public final class DirectoryArtefactStore implements ArtefactStore {

  private static final Logger log = LoggerFactory.getLogger(DirectoryArtefactStore.class);

  private final Path root;
  private final VerifiedHashes hashes = new VerifiedHashes();
  private final InputFolder inputs;
  private final Map<String, String> madeBy;
  private volatile boolean namesOnce;

  /**
   * A store in the folder, which is created if it is not there.
   *
   * @param madeBy versions to name in manifests, {@code sluice -> 0.1.0}
   */
  public DirectoryArtefactStore(Path root, Map<String, String> madeBy) throws IOException {
    Files.createDirectories(root);
    this.root = root.toRealPath();
    this.madeBy = Map.copyOf(madeBy);
    this.inputs = new InputFolder(this.root, hashes);
  }

  @Override
  public Optional<ArtefactRef> find(String flow, String stage, String key) throws IOException {
    Path folder = folder(flow, stage, key);
    Optional<Manifest> manifest = manifest(folder);
    if (manifest.isEmpty()) {
      inputs.requireThere();
      return Optional.empty();
    }
    for (var entry : manifest.get().files()) {
      Optional<String> damage = sizeDamage(folder.resolve(entry.name()), entry.bytes());
      if (damage.isPresent()) {
        setAside(folder, manifest.get(), damage.get());
        return Optional.empty();
      }
    }
    return manifest.map(Manifest::toRef);
  }

  @Override
  public Draft begin(String flow, String stage, ArtefactKey key, String attempt)
      throws IOException {
    inputs.requireThere();
    requireNamingOnce();
    DraftIdentity identity = DraftIdentity.of(flow, stage, key.hex(), attempt);
    Path folder = folder(flow, stage, identity.key());
    Durably.createFolders(stageFolder(flow, stage), root);
    // its name is made durable by the commit, together with what lies in it
    Files.createDirectories(folder);
    return new DirectoryDraft(folder, identity, key, madeBy, hashes);
  }

  @Override
  public Map<String, List<Path>> open(ArtefactRef ref, Lease lease)
      throws IOException, ArtefactLostException {
    Path folder = folder(ref.flow(), ref.stage(), ref.key());
    Optional<Manifest> found = manifest(folder);
    if (found.isEmpty()) {
      inputs.requireThere();
      throw new ArtefactLostException(ref, "it has no manifest that can be read");
    }
    Manifest manifest = found.get();
    if (!manifest.fingerprint().equals(ref.fingerprint())) {
      throw new ArtefactLostException(ref, "another content is kept under its key");
    }
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (var entry : manifest.files()) {
      Path file = folder.resolve(entry.name());
      Optional<String> damage = damage(file, entry.bytes(), entry.sha256());
      if (damage.isPresent()) {
        setAside(folder, manifest, damage.get());
        throw new ArtefactLostException(ref, damage.get());
      }
      files.computeIfAbsent(entry.output(), output -> new ArrayList<>()).add(file);
    }
    return files;
  }

  @Override
  public void distrust(Path file) {
    hashes.forget(file);
  }

  @Override
  public List<TableColumn> columnsOfInput(ArtefactRef ref, String alias) throws IOException {
    return Manifest.columnsOfInput(
        ref, alias, (flow, stage, key) -> manifest(folder(flow, stage, key)));
  }

  @Override
  public InputFile take(InputStream source, String name) throws IOException {
    inputs.requireThere();
    requireNamingOnce();
    return inputs.take(source, name);
  }

  /** Asked once, before the first work: who only reads may not be able to write. */
  private void requireNamingOnce() throws IOException {
    if (!namesOnce) {
      Durably.requireNamingOnce(inputs.folder());
      namesOnce = true;
    }
  }

  @Override
  public Path input(InputFile file, Lease lease) throws IOException, InputLostException {
    Path path = inputs.path(file.sha256());
    Optional<String> damage = damage(path, file.bytes(), file.sha256());
    if (damage.isEmpty()) {
      return path;
    }
    inputs.requireThere();
    inputs.setAside(file.sha256());
    // good bytes may have come since that look
    if (damage(path, file.bytes(), file.sha256()).isPresent()) {
      throw new InputLostException(file, damage.get());
    }
    return path;
  }

  @Override
  public List<Path> foldersOf(String flow) throws IOException {
    inputs.requireThere();
    Path folder = root.resolve(StoreNames.name("flow", flow));
    Durably.createFolders(folder, root);
    return List.of(folder, inputs.folder());
  }

  /** The manifest of a folder; one that cannot be read is set aside, and then there is none. */
  private Optional<Manifest> manifest(Path folder) throws IOException {
    try {
      return Manifest.read(folder);
    } catch (DamagedManifestException e) {
      log.atWarn().addKeyValue("cause", e.getMessage()).log("A manifest cannot be read");
      setAsideUnread(folder);
      return Optional.empty();
    }
  }

  private Path folder(String flow, String stage, String key) {
    return stageFolder(flow, stage).resolve(StoreNames.hash("key", key));
  }

  private Path stageFolder(String flow, String stage) {
    return root.resolve(StoreNames.name("flow", flow)).resolve(StoreNames.name("stage", stage));
  }

  private Optional<String> damage(Path file, long bytes, String sha256) throws IOException {
    Optional<String> damage = sizeDamage(file, bytes);
    if (damage.isPresent()) {
      return damage;
    }
    return hashes.of(file).equals(sha256)
        ? Optional.empty()
        : Optional.of("%s has other bytes than were committed".formatted(file.getFileName()));
  }

  private static Optional<String> sizeDamage(Path file, long bytes) throws IOException {
    try {
      long found = Files.readAttributes(file, BasicFileAttributes.class).size();
      return found == bytes
          ? Optional.empty()
          : Optional.of(
              "%s has %d bytes instead of %d".formatted(file.getFileName(), found, bytes));
    } catch (NoSuchFileException e) {
      return Optional.of("%s is missing".formatted(file.getFileName()));
    }
  }

  /**
   * Sets the folder aside. Another reader may have done so already, and the artefact may have been
   * made again since: then it stays.
   */
  private void setAside(Path folder, Manifest damaged, String why) throws IOException {
    inputs.requireThere();
    setAside(folder, it -> SetAside.holds(it, damaged), why);
  }

  /** As {@link #setAside}, of a folder whose manifest could not be read. */
  private void setAsideUnread(Path folder) throws IOException {
    setAside(folder, SetAside::isUnread, DamagedManifestException.WHY);
  }

  /** So that the key is free and people can look at the damage. */
  private void setAside(Path folder, SetAside.Damage damage, String why) throws IOException {
    Optional<Path> kept = SetAside.folder(folder, damage);
    if (kept.isPresent()) {
      log.atWarn()
          .addKeyValue("artefact", root.relativize(folder))
          .addKeyValue("damage", why)
          .addKeyValue("kept", kept.get().getFileName())
          .log("Damaged artefact set aside");
    }
  }
}
