package io.sluice.work.duckdb;

import io.sluice.work.files.FolderLock;
import io.sluice.work.files.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A process' part of a scratch folder, held by a lock that dies with the process; parts whose
 * process is gone are swept, and with them the files that DuckDB left there.
 */
final class ScratchFolder implements AutoCloseable {

  private static final String PART = "worker-";

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
    lock.close();
    FolderTree.delete(folder);
  }

  private static void sweep(Path root) throws IOException {
    List<Path> parts;
    try (Stream<Path> entries = Files.list(root)) {
      parts = entries.filter(path -> path.getFileName().toString().startsWith(PART)).toList();
    }
    for (Path part : parts) {
      if (isAbandoned(part)) {
        FolderTree.delete(part);
      }
    }
  }

  private static boolean isAbandoned(Path part) throws IOException {
    Optional<FolderLock> lock = FolderLock.takeOver(part);
    if (lock.isEmpty()) {
      return false;
    }
    lock.get().close();
    return true;
  }
}
