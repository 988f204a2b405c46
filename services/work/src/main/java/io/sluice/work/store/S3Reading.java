package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.FileCache;
import io.sluice.work.cache.Lease;
import io.sluice.work.s3.S3Bucket;
import io.sluice.work.store.CachedObjects.DamageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a store in a bucket and leaves it as it is, whatever is found. Thread-safe. */
public final class S3Reading implements StoreReading {

  private final CachedObjects objects;

  /**
   * @param bucket stays the caller's, as the cache does
   */
  public S3Reading(S3Bucket bucket, FileCache cache) {
    this.objects = new CachedObjects(bucket, cache);
  }

  @Override
  public Kept kept(ArtefactRef ref, Lease lease) throws IOException {
    String folder = CachedObjects.folder(ref.flow(), ref.stage(), ref.key());
    try {
      Optional<Manifest> manifest = objects.manifest(folder);
      return manifest.isEmpty() ? new Kept.Missing() : files(folder, manifest.get(), lease);
    } catch (DamagedManifestException e) {
      return new Kept.Damaged(DamagedManifestException.WHY);
    } catch (DamageException e) {
      return new Kept.Damaged(e.why());
    }
  }

  private Kept files(String folder, Manifest manifest, Lease lease)
      throws IOException, DamageException {
    List<Kept.File> files = new ArrayList<>();
    for (Manifest.Entry entry : manifest.files()) {
      Path file = objects.file(folder + "/" + entry.name(), entry.bytes(), entry.sha256(), lease);
      files.add(entry.at(file));
    }
    return manifest.whole(files);
  }

  @Override
  public Path input(InputFile file, Lease lease) throws IOException, InputLostException {
    try {
      return objects.file(InputFolder.key(file.sha256()), file.bytes(), file.sha256(), lease);
    } catch (DamageException e) {
      throw new InputLostException(file, e.why());
    }
  }

  @Override
  public List<Path> foldersOf(String flow) throws IOException {
    return objects.foldersOf(flow);
  }
}
