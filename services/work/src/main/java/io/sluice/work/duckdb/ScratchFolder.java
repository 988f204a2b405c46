package io.sluice.work.duckdb;

import io.sluice.work.files.FileWords;
import io.sluice.work.files.FolderLock;
import io.sluice.work.files.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process' part of a scratch folder, held by a lock that dies with the process; parts whose
 * process is gone are swept, and with them the files that DuckDB left there.
 */
final class ScratchFolder implements AutoCloseable {

  private static final String PART = "worker-";

  /** A part is locked as soon as it is there. */
  private static final Duration UNLOCKED_AT_MOST = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);

  private final Path folder;
  private final FolderLock lock;

  private ScratchFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static ScratchFolder claim(Path scratch) throws IOException {
    Files.createDirectories(scratch);
    Path root = scratch.toRealPath();
    sweep(root);
    while (true) {
      Path folder = Files.createDirectory(root.resolve(PART + UUID.randomUUID()));
      Optional<FolderLock> lock = FolderLock.take(folder);
      if (lock.isPresent()) {
        return new ScratchFolder(folder, lock.get());
      }
      // whoever sweeps just now saw it before it was locked: another one, then
    }
  }

  /** A new folder for one instance. */
  Path forInstance() throws IOException {
    return Files.createDirectory(folder.resolve("spill-" + UUID.randomUUID()));
  }

  @Override
  public void close() throws IOException {
    delete(folder, lock);
  }

  private static void sweep(Path root) throws IOException {
    for (Path part : entries(root)) {
      try {
        if (part.getFileName().toString().startsWith(PART)) {
          sweepPart(part);
        }
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("folder", part)
            .addKeyValue("cause", FileWords.of(e))
            .log("What an earlier process left cannot be deleted");
      }
    }
  }

  private static void sweepPart(Path part) throws IOException {
    Optional<FolderLock> lock = FolderLock.takeOver(part);
    if (lock.isPresent()) {
      delete(part, lock.get());
    } else if (wasNeverLocked(part)) {
      FolderTree.delete(part);
    }
  }

  /** A process that died before it locked its part, or while it deleted one. */
  private static boolean wasNeverLocked(Path part) throws IOException {
    Instant old = Instant.now().minus(UNLOCKED_AT_MOST);
    return Files.notExists(part.resolve(FolderLock.NAME))
        && Files.isDirectory(part)
        && Files.getLastModifiedTime(part).toInstant().isBefore(old);
  }

  /** The lock's file goes last, so that nobody else takes the part in between. */
  private static void delete(Path part, FolderLock lock) throws IOException {
    try (lock) {
      for (Path entry : entries(part)) {
        if (!entry.endsWith(FolderLock.NAME)) {
          FolderTree.delete(entry);
        }
      }
      Files.deleteIfExists(part.resolve(FolderLock.NAME));
    }
    Files.deleteIfExists(part);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
