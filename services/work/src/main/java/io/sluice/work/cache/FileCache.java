package io.sluice.work.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of bounded size in a folder that no other process uses. What was used longest ago goes
 * first; what is leased stays, even if the bound is passed for so long. Thread-safe.
 */
public final class FileCache implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
  private static final String INCOMING = ".incoming";
  private static final String WORK = ".work";

  private final CacheFolder home;
  private final Path folder;
  private final long maxBytes;
  private final Map<Path, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  private FileCache(CacheFolder home, long maxBytes) {
    this.home = home;
    this.folder = home.path();
    this.maxBytes = maxBytes;
  }

  /** Whether a file is as it has to be. */
  @FunctionalInterface
  public interface Soundness {
    boolean of(Path file) throws IOException;
  }

  /** Writes a file that is not there, or throws. */
  @FunctionalInterface
  public interface Loader<E extends Exception> {
    void load(Path file) throws IOException, E;
  }

  /**
   * Takes a folder below the given one, with what an earlier process left there.
   *
   * @param maxBytes of all files together; 0 keeps nothing that is not in use
   */
  public static FileCache claim(Path home, long maxBytes) throws IOException {
    CacheFolder claimed = CacheFolder.claim(home);
    boolean begun = false;
    try {
      FileCache cache = new FileCache(claimed, maxBytes);
      cache.begin();
      begun = true;
      return cache;
    } finally {
      if (!begun) {
        claimed.close();
      }
    }
  }

  private synchronized void begin() throws IOException {
    for (CacheFolder.Found found : home.sweep()) {
      Entry entry = new Entry(found.file(), found.bytes());
      entries.put(entry.file, entry);
      bytes += entry.bytes;
    }
    Files.createDirectories(folder.resolve(INCOMING));
    shrink();
  }

  /** The folder of all files, without links in its path. */
  public Path folder() {
    return folder;
  }

  /**
   * An empty folder for files in the making, below a folder of the cache; the caller removes it.
   */
  public Path workFolder(String below) throws IOException {
    return Files.createDirectories(
        folder.resolve(below).resolve(WORK).resolve(UUID.randomUUID().toString()));
  }

  /** A file that is not there, for what is to become one of the cache's by {@link #keep}. */
  public Path incoming() {
    return folder.resolve(INCOMING).resolve(UUID.randomUUID().toString());
  }

  /**
   * A file, loaded if it is not there or not sound. Several that want the same wait for one load.
   *
   * @param name relative, with slashes
   * @param size bytes that it will have
   */
  public <E extends Exception> Path get(
      String name, long size, Lease lease, Soundness soundness, Loader<E> loader)
      throws IOException, E {
    Entry entry = hold(folder.resolve(name), size);
    boolean held = false;
    entry.loading.lock();
    try {
      if (!soundness.of(entry.file)) {
        load(entry, loader);
      }
      lease.onEnd(() -> release(entry));
      held = true;
      return entry.file;
    } finally {
      entry.loading.unlock();
      if (!held) {
        forget(entry);
      }
    }
  }

  /** Takes over a file that was made on this machine. */
  public void keep(String name, Path made) throws IOException {
    Path file = folder.resolve(name);
    long size = Files.size(made);
    Entry entry = hold(file, size);
    try {
      put(made, file);
    } finally {
      release(entry);
    }
  }

  private synchronized Entry hold(Path file, long size) {
    Entry entry = entries.computeIfAbsent(file, _ -> reserved(file, size));
    entry.leases++;
    shrink();
    return entry;
  }

  private Entry reserved(Path file, long size) {
    bytes += size;
    return new Entry(file, size);
  }

  private <E extends Exception> void load(Entry entry, Loader<E> loader) throws IOException, E {
    Path incoming = incoming();
    try {
      loader.load(incoming);
      put(incoming, entry.file);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** Under the lock, so that no folder is removed as empty in between. */
  private synchronized void put(Path from, Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.move(from, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private synchronized void release(Entry entry) {
    entry.leases--;
    shrink();
  }

  /** A file that could not be had. */
  private synchronized void forget(Entry entry) {
    entry.leases--;
    if (entry.leases == 0 && entries.remove(entry.file, entry)) {
      drop(entry);
    }
  }

  private void shrink() {
    Iterator<Entry> oldest = entries.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.leases == 0) {
        oldest.remove();
        drop(entry);
      }
    }
  }

  private void drop(Entry entry) {
    bytes -= entry.bytes;
    try {
      Files.deleteIfExists(entry.file);
      Path parent = entry.file.getParent();
      while (parent != null
          && parent.getNameCount() > folder.getNameCount() + 1
          && Files.isDirectory(parent)
          && CacheFolder.removeIfEmpty(parent)) {
        parent = parent.getParent();
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", entry.file)
          .addKeyValue("cause", e.getMessage())
          .log("A file of the cache cannot be deleted");
    }
  }

  @Override
  public void close() throws IOException {
    home.close();
  }

  private static final class Entry {
    private final Path file;
    private final long bytes;
    private final ReentrantLock loading = new ReentrantLock();
    private int leases;

    Entry(Path file, long bytes) {
      this.file = file;
      this.bytes = bytes;
    }
  }
}
