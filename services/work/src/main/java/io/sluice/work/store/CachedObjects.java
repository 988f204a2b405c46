package io.sluice.work.store;

import io.sluice.work.cache.FileCache;
import io.sluice.work.cache.Lease;
import io.sluice.work.files.FileHash;
import io.sluice.work.s3.S3Bucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects of a store's bucket, and their copies on this machine under the same names. */
final class CachedObjects {

  private static final Logger LOG = LoggerFactory.getLogger(CachedObjects.class);

  /** A hash that is wrong once may be the way's fault; twice, it is the object's. */
  private static final int DOWNLOADS = 2;

  private final S3Bucket bucket;
  private final FileCache cache;
  private final VerifiedHashes hashes = new VerifiedHashes();

  CachedObjects(S3Bucket bucket, FileCache cache) {
    this.bucket = bucket;
    this.cache = cache;
  }

  /** An object is missing or is not what was committed. */
  static final class DamageException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param why in words, without a full stop
     */
    DamageException(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  S3Bucket bucket() {
    return bucket;
  }

  FileCache cache() {
    return cache;
  }

  VerifiedHashes hashes() {
    return hashes;
  }

  /** The manifest below a folder of the bucket. */
  Optional<Manifest> manifest(String folder) throws IOException {
    return manifest(bucket, folder);
  }

  /**
   * The manifest below a folder of a bucket, if it is committed.
   *
   * @throws DamagedManifestException when it cannot be understood
   * @throws NewerManifestException when only a newer version understands it
   */
  static Optional<Manifest> manifest(S3Bucket bucket, String folder) throws IOException {
    String key = folder + "/" + Manifest.NAME;
    try {
      Optional<byte[]> json = bucket.read(key, Manifest.MAX_BYTES);
      return json.isEmpty()
          ? Optional.empty()
          : Optional.of(Manifest.parse(json.get(), bucket.place(key)));
    } catch (S3Bucket.TooLargeException e) {
      throw Manifest.tooLarge(bucket.place(key));
    }
  }

  /** The copy of an object, with the bytes that were committed. */
  Path file(String key, long bytes, String sha256, Lease lease)
      throws IOException, DamageException {
    return cache.get(
        key,
        bytes,
        lease,
        file -> isSound(file, bytes, sha256),
        file -> download(key, file, bytes, sha256));
  }

  private boolean isSound(Path file, long bytes, String sha256) throws IOException {
    try {
      return Files.size(file) == bytes && hashes.of(file).equals(sha256);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void download(String key, Path file, long bytes, String sha256)
      throws IOException, DamageException {
    String name = key.substring(key.lastIndexOf('/') + 1);
    for (int i = 0; i < DOWNLOADS; i++) {
      Files.deleteIfExists(file);
      Optional<Long> size = bucket.fetch(key, file);
      if (size.isEmpty()) {
        throw new DamageException(name + " is missing");
      }
      if (size.get() != bytes) {
        throw new DamageException(
            "%s has %d bytes instead of %d".formatted(name, size.get(), bytes));
      }
      if (FileHash.of(file).equals(sha256)) {
        return;
      }
    }
    throw new DamageException(name + " has other bytes than were committed");
  }

  /**
   * Copies what is damaged, for people to look at. What cannot be read, or has more than the 5 GB
   * that a copy may have, must not block its key: it is logged.
   *
   * @return whether it was copied, or is gone
   */
  boolean copyAside(String key, String kept) {
    try {
      bucket.copy(key, kept);
      return true;
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("object", bucket.place(key))
          .addKeyValue("cause", e.getMessage())
          .log("A damaged object cannot be copied aside");
      return false;
    }
  }

  /** Folders of the cache that SQL of a flow may reach. */
  List<Path> foldersOf(String flow) throws IOException {
    return List.of(
        Files.createDirectories(cache.folder().resolve(StoreNames.name("flow", flow))),
        Files.createDirectories(cache.folder().resolve(InputFolder.NAME)));
  }

  /** Where an artefact lies in the bucket. */
  static String folder(String flow, String stage, String key) {
    return "%s/%s/%s"
        .formatted(
            StoreNames.name("flow", flow),
            StoreNames.name("stage", stage),
            StoreNames.hash("key", key));
  }
}
