package io.sluice.work.duckdb;

import io.sluice.work.files.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A process' part of a scratch folder, held by a lock that dies with the process; parts whose
 * process is gone are swept, and with them the files that DuckDB left there.
 */
final class ScratchFolder implements AutoCloseable {

  private static final String PART = "worker-";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lock;

  private ScratchFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static ScratchFolder claim(Path scratch) throws IOException {
    Files.createDirectories(scratch);
    Path root = scratch.toRealPath();
    sweep(root);
    Path folder = Files.createDirectory(root.resolve(PART + UUID.randomUUID()));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new ScratchFolder(folder, channel);
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
    try (var channel = FileChannel.open(part.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken != null;
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      // held by this very process, or just being created or deleted by another
      return false;
    }
  }
}
