package io.sluice.work.store;

import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.s3.S3Bucket;
import io.sluice.work.store.CachedObjects.DamageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Input files in a bucket, by the hash of their bytes. */
final class S3Inputs {

  private final CachedObjects objects;
  private final S3Bucket bucket;

  S3Inputs(CachedObjects objects) {
    this.objects = objects;
    this.bucket = objects.bucket();
  }

  InputFile take(InputStream source, String name) throws IOException {
    InputFolder.requirePlainName(name);
    Path incoming = objects.cache().incoming();
    try {
      InputFile file = InputFolder.copy(source, incoming, name);
      keep(incoming, file);
      return file;
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /**
   * Two who take the same at once put the same bytes under the same key. What is there is believed
   * to have the bytes that it was put with; who reads it looks, and sets it aside if it has not.
   */
  private void keep(Path incoming, InputFile file) throws IOException {
    String key = InputFolder.key(file.sha256());
    Optional<S3Bucket.Head> there = bucket.head(key);
    boolean kept =
        there
            .filter(head -> head.bytes() == file.bytes() && head.sha256().equals(file.sha256()))
            .isPresent();
    if (!kept) {
      setAside(file, there);
      bucket.put(key, incoming, file.sha256());
    }
    objects.cache().keep(key, incoming);
  }

  Path path(InputFile file, Lease lease) throws IOException, InputLostException {
    try {
      return object(file, lease);
    } catch (DamageException e) {
      return objectAgain(file, bucket.head(InputFolder.key(file.sha256())), lease);
    }
  }

  /**
   * Good bytes may have come since the first look.
   *
   * @param found what was there after that look
   */
  private Path objectAgain(InputFile file, Optional<S3Bucket.Head> found, Lease lease)
      throws IOException, InputLostException {
    try {
      return object(file, lease);
    } catch (DamageException e) {
      setAside(file, found);
      throw new InputLostException(file, e.why());
    }
  }

  private Path object(InputFile file, Lease lease) throws IOException, DamageException {
    return objects.file(InputFolder.key(file.sha256()), file.bytes(), file.sha256(), lease);
  }

  /** Sets aside what was found, if anything, unless the file was put again since. */
  private void setAside(InputFile file, Optional<S3Bucket.Head> found) throws IOException {
    if (found.isEmpty()) {
      return;
    }
    String key = InputFolder.key(file.sha256());
    String folder = key.substring(0, key.lastIndexOf('/'));
    objects.copyAside(key, folder + "/" + StoreNames.damaged(file.sha256()));
    if (bucket.head(key).equals(found)) {
      bucket.delete(key);
    }
  }
}
