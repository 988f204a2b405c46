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

  /** Two who take the same at once put the same bytes under the same key. */
  private void keep(Path incoming, InputFile file) throws IOException {
    String key = InputFolder.key(file.sha256());
    Optional<S3Bucket.Head> there = bucket.head(key);
    boolean kept =
        there
            .filter(head -> head.bytes() == file.bytes() && head.sha256().equals(file.sha256()))
            .isPresent();
    if (!kept) {
      if (there.isPresent()) {
        setAside(file);
      }
      bucket.put(key, incoming, file.sha256());
    }
    objects.cache().keep(key, incoming);
  }

  Path path(InputFile file, Lease lease) throws IOException, InputLostException {
    try {
      return objects.file(InputFolder.key(file.sha256()), file.bytes(), file.sha256(), lease);
    } catch (DamageException e) {
      setAside(file);
      throw new InputLostException(file, e.why());
    }
  }

  private void setAside(InputFile file) throws IOException {
    String key = InputFolder.key(file.sha256());
    String folder = key.substring(0, key.lastIndexOf('/'));
    bucket.copy(key, folder + "/" + StoreNames.damaged(file.sha256()));
    bucket.delete(key);
  }
}
