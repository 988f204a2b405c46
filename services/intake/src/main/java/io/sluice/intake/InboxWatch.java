package io.sluice.intake;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that something happened in folders; what it misses is found by looking through them. */
final class InboxWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean refused;

  InboxWatch(Path root) throws IOException {
    this.service = root.getFileSystem().newWatchService();
  }

  /** Watches those folders and no others. */
  void watch(Set<Path> folders) {
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean over = !folders.contains(entry.getKey()) || !entry.getValue().isValid();
              if (over) {
                entry.getValue().cancel();
              }
              return over;
            });
    folders.stream().filter(folder -> !keys.containsKey(folder)).forEach(this::register);
  }

  private void register(Path folder) {
    try {
      keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_MODIFY));
    } catch (IOException e) {
      if (!refused) {
        refused = true;
        LOG.atWarn()
            .addKeyValue("folder", folder)
            .addKeyValue("cause", e.getMessage())
            .log("A folder cannot be watched; files in it are found by the next look");
      }
    }
  }

  /** Waits until something happened, at most so long; false when this was closed. */
  boolean await(Duration limit) throws InterruptedException {
    try {
      WatchKey key = service.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      while (key != null) {
        key.pollEvents();
        key.reset();
        key = service.poll();
      }
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
