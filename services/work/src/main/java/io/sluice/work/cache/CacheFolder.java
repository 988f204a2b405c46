package io.sluice.work.cache;

import io.sluice.work.files.FileWords;
import io.sluice.work.files.FolderLock;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that belongs to one process at a time: the first of several that nobody has. */
final class CacheFolder implements AutoCloseable {

  private static final int MOST = 64;
  private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);

  private final Path path;
  private final FolderLock lock;

  private CacheFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A file that an earlier process left. */
  record Found(Path file, long bytes, FileTime changed) {}

  /**
   * @throws IOException also when too many processes of this machine have one
   */
  static CacheFolder claim(Path home) throws IOException {
    for (int i = 0; i < MOST; i++) {
      Path path = Files.createDirectories(home.resolve(String.valueOf(i))).toRealPath();
      Optional<FolderLock> lock = FolderLock.take(path);
      if (lock.isPresent()) {
        return new CacheFolder(path, lock.get());
      }
    }
    throw new IOException(
        "%d processes of this machine have caches in %s already; give this one a folder of its own"
            .formatted(MOST, home));
  }

  Path path() {
    return path;
  }

  /**
   * Removes what a killed process was about to write, as far as that can be done; the rest, the
   * oldest first.
   */
  List<Found> sweep() throws IOException {
    List<Found> found = new ArrayList<>();
    Files.walkFileTree(path, new Sweep(found));
    found.sort(Comparator.comparing(Found::changed));
    return found;
  }

  /** Trouble with a file is logged: the cache is no reason for a service not to start. */
  private final class Sweep extends SimpleFileVisitor<Path> {

    private final List<Found> found;

    Sweep(List<Found> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!isHidden(path.relativize(file))) {
        found.add(new Found(file, attributes.size(), attributes.lastModifiedTime()));
      } else if (!file.equals(path.resolve(FolderLock.NAME))) {
        remove(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return unswept(file, e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      try {
        removeIfEmpty(folder);
        return FileVisitResult.CONTINUE;
      } catch (IOException trouble) {
        return unswept(folder, trouble);
      }
    }

    private void remove(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        unswept(file, e);
      }
    }

    private FileVisitResult unswept(Path file, IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("cause", FileWords.of(e))
          .log("What an earlier process left in the cache cannot be read or deleted");
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the folder is gone. */
  static boolean removeIfEmpty(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        return false;
      }
    }
    return Files.deleteIfExists(folder);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
