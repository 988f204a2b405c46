package io.sluice.work.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one holder on this machine has, until it gives it up or its process dies.
 *
 * <p>POSIX gives up all locks that a process has on a file when it closes any channel of that file,
 * so a file that this process has locked is not opened a second time.
 */
public final class FolderLock implements AutoCloseable {

  /** The file in the folder that is locked. */
  public static final String NAME = ".lock";

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The folder's lock; empty while another has it. */
  public static Optional<FolderLock> take(Path folder) throws IOException {
    return take(folder, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The lock of a folder that was locked before; empty while another has it, or it is gone. */
  public static Optional<FolderLock> takeOver(Path folder) throws IOException {
    try {
      return take(folder, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<FolderLock> take(Path folder, OpenOption... options) throws IOException {
    Path file = folder.toRealPath().resolve(NAME);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      FileChannel channel = FileChannel.open(file, options);
      taken = isLocked(channel) && isStillThere(file, channel);
      return taken ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
  }

  /** Closes the channel if it is not. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // a library of this process has it under another name
      return false;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock != null;
  }

  /** Closes the channel if who had the lock before deleted the file: a lock on that is none. */
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    if (Files.exists(file)) {
      return true;
    }
    channel.close();
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
