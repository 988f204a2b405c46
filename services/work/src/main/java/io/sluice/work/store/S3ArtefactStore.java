package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.FileCache;
import io.sluice.work.cache.Lease;
import io.sluice.work.s3.S3Bucket;
import io.sluice.work.store.CachedObjects.DamageException;
import io.sluice.work.store.TableFacts.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a bucket, with the same names as in a folder: {@code <flow>/<stage>/<key>/} with the
 * data objects and, put last and only if it is absent, {@code manifest.json}. What is read or made
 * here lies in a cache meanwhile.
 */
public final class S3ArtefactStore implements ArtefactStore {

  private static final Logger LOG = LoggerFactory.getLogger(S3ArtefactStore.class);
  private static final String PROBE = ".conditional";

  private final CachedObjects objects;
  private final S3Bucket bucket;
  private final S3Inputs inputs;
  private final Map<String, String> madeBy;
  private volatile boolean conditional;

  /**
   * A store in the bucket; nothing is asked of it yet.
   *
   * @param bucket stays the caller's, as the cache does
   * @param madeBy versions to name in manifests, {@code sluice -> 0.1.0}
   */
  public S3ArtefactStore(S3Bucket bucket, FileCache cache, Map<String, String> madeBy) {
    this.objects = new CachedObjects(bucket, cache);
    this.bucket = bucket;
    this.inputs = new S3Inputs(objects);
    this.madeBy = Map.copyOf(madeBy);
  }

  @Override
  public Optional<ArtefactRef> find(String flow, String stage, String key) throws IOException {
    String folder = CachedObjects.folder(flow, stage, key);
    Optional<Manifest> manifest = manifest(folder);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> sizes = new HashMap<>();
    bucket.list(folder + "/", object -> sizes.put(object.name(), object.bytes()));
    for (var entry : manifest.get().files()) {
      Long size = sizes.get(entry.name());
      if (size == null || size != entry.bytes()) {
        String damage =
            size == null
                ? entry.name() + " is missing"
                : "%s has %d bytes instead of %d".formatted(entry.name(), size, entry.bytes());
        setAside(folder, manifest.get(), damage);
        return Optional.empty();
      }
    }
    return manifest.map(Manifest::toRef);
  }

  @Override
  public Draft begin(String flow, String stage, ArtefactKey key, String attempt)
      throws IOException {
    requireConditionalPuts();
    return S3Draft.begin(objects, DraftIdentity.of(flow, stage, key.hex(), attempt), key, madeBy);
  }

  /**
   * Asked once, before the first work.
   *
   * @throws IOException when the service puts objects over others though it is told not to: then
   *     two workers could both commit
   */
  private void requireConditionalPuts() throws IOException {
    if (conditional) {
      return;
    }
    byte[] words = "Tells whether If-None-Match is heeded.\n".getBytes(StandardCharsets.UTF_8);
    boolean once = bucket.putIfAbsent(PROBE, words);
    boolean twice = bucket.putIfAbsent(PROBE, words);
    if (once && twice) {
      throw new IOException(
          "The S3 service of %s ignores If-None-Match, so two workers could both commit a stage: use one that heeds it"
              .formatted(bucket.place("")));
    }
    conditional = true;
  }

  @Override
  public Map<String, List<Path>> open(ArtefactRef ref, Lease lease)
      throws IOException, ArtefactLostException {
    String folder = CachedObjects.folder(ref.flow(), ref.stage(), ref.key());
    Manifest manifest =
        manifest(folder)
            .orElseThrow(
                () -> new ArtefactLostException(ref, "it has no manifest that can be read"));
    if (!manifest.fingerprint().equals(ref.fingerprint())) {
      throw new ArtefactLostException(ref, "another content is kept under its key");
    }
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (var entry : manifest.files()) {
      try {
        Path file = objects.file(folder + "/" + entry.name(), entry.bytes(), entry.sha256(), lease);
        files.computeIfAbsent(entry.output(), _ -> new ArrayList<>()).add(file);
      } catch (DamageException e) {
        setAside(folder, manifest, e.why());
        throw new ArtefactLostException(ref, e.why());
      }
    }
    return files;
  }

  @Override
  public void distrust(Path file) {
    objects.hashes().forget(file);
  }

  @Override
  public List<TableColumn> columnsOfInput(ArtefactRef ref, String alias) throws IOException {
    return Manifest.columnsOfInput(
        ref, alias, (flow, stage, key) -> manifest(CachedObjects.folder(flow, stage, key)));
  }

  @Override
  public InputFile take(InputStream source, String name) throws IOException {
    return inputs.take(source, name);
  }

  @Override
  public Path input(InputFile file, Lease lease) throws IOException, InputLostException {
    return inputs.path(file, lease);
  }

  @Override
  public List<Path> foldersOf(String flow) throws IOException {
    return objects.foldersOf(flow);
  }

  /** The manifest of a folder; one that cannot be read is set aside, and then there is none. */
  private Optional<Manifest> manifest(String folder) throws IOException {
    try {
      return objects.manifest(folder);
    } catch (DamagedManifestException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("A manifest cannot be read");
      setAsideUnread(folder);
      return Optional.empty();
    }
  }

  /**
   * Copies the artefact, so that people can look at the damage, and deletes it, the manifest first,
   * so that the key is free. What cannot be copied stays where it is for so long. Another reader
   * may have done so already, and the artefact may have been made again since: then it stays.
   * Should both happen between this look and the deletion, the stage makes it once more.
   */
  private void setAside(String folder, Manifest damaged, String why) throws IOException {
    List<String> names = damaged.files().stream().map(Manifest.Entry::name).toList();
    String kept = keptAs(folder);
    List<String> copied = copyAside(folder, names, kept);
    if (objects.manifest(folder).equals(Optional.of(damaged))) {
      delete(folder, copied, why, kept);
    }
  }

  /** As {@link #setAside}, of a manifest alone: it tells no longer which files belong to it. */
  private void setAsideUnread(String folder) throws IOException {
    String kept = keptAs(folder);
    copyAside(folder, List.of(), kept);
    try {
      objects.manifest(folder);
    } catch (DamagedManifestException e) {
      delete(folder, List.of(), DamagedManifestException.WHY, kept);
    }
  }

  private static String keptAs(String folder) {
    int end = folder.lastIndexOf('/') + 1;
    return folder.substring(0, end) + StoreNames.damaged(folder.substring(end));
  }

  /** Copies the manifest and the files; returns those that were copied. */
  private List<String> copyAside(String folder, List<String> files, String kept) {
    objects.copyAside(folder + "/" + Manifest.NAME, kept + "/" + Manifest.NAME);
    return files.stream()
        .filter(name -> objects.copyAside(folder + "/" + name, kept + "/" + name))
        .toList();
  }

  private void delete(String folder, List<String> files, String why, String kept)
      throws IOException {
    bucket.delete(folder + "/" + Manifest.NAME);
    for (String name : files) {
      bucket.delete(folder + "/" + name);
    }
    LOG.atWarn()
        .addKeyValue("artefact", folder)
        .addKeyValue("damage", why)
        .addKeyValue("kept", bucket.place(kept))
        .log("Damaged artefact set aside");
  }
}
