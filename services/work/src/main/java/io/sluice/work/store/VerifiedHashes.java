package io.sluice.work.store;

import io.sluice.engine.artefact.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
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
  private static final int BUFFER = 1 << 16;

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
    String sha256 = hash(file);
    if (before.equals(Stamp.of(file))) {
      remember(file, before, sha256);
    }
    return sha256;
  }

  /** What the file now called {@code file} was found to have under its earlier name. */
  void learn(Path file, String sha256) throws IOException {
    remember(file, Stamp.of(file), sha256);
  }

  private void remember(Path file, Stamp stamp, String sha256) {
    synchronized (known) {
      known.put(file, new Known(stamp, sha256));
    }
  }

  static String hash(Path file) throws IOException {
    var digest = Sha256.newDigest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
