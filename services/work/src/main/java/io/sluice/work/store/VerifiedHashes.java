package io.sluice.work.store;

import io.sluice.work.files.FileHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Hashes of files, remembered while size, time of change and file identity stay the same, so that
 * an artefact that many stages read is hashed once a process. Thread-safe.
 */
final class VerifiedHashes {

  private static final int MAX_REMEMBERED = 10_000;

  private final Map<Path, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Stamp(long bytes, long changedNanos, String identity) {
    static Stamp of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          Objects.toString(attributes.fileKey(), ""));
    }
  }

  private record Known(Stamp stamp, String sha256) {}

  /** Lower-case hex. */
  String of(Path file) throws IOException {
    Stamp before = Stamp.of(file);
    synchronized (known) {
      Known remembered = known.get(file);
      if (remembered != null && remembered.stamp().equals(before)) {
        return remembered.sha256();
      }
    }
    String sha256 = FileHash.of(file);
    if (before.equals(Stamp.of(file))) {
      remember(file, before, sha256);
    }
    return sha256;
  }

  /** What the file now called {@code file} was found to have under its earlier name. */
  void learn(Path file, String sha256) throws IOException {
    remember(file, Stamp.of(file), sha256);
  }

  /** Has a file read again whose bytes changed though it looks the same. */
  void forget(Path file) {
    synchronized (known) {
      known.remove(file);
    }
  }

  private void remember(Path file, Stamp stamp, String sha256) {
    synchronized (known) {
      known.put(file, new Known(stamp, sha256));
    }
  }
}
