package io.sluice.work.delivery;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.sluice.work.delivery.DeliveryOrder.Item;
import io.sluice.work.files.Durably;
import io.sluice.work.files.FileHash;
import io.sluice.work.files.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers into {@code <root>/<flow>/<slice>/<period>/v<version>/}. A folder of that name is whole
 * or absent, and never changes. Safe for use by several threads and processes at once.
 */
public final class DirectoryDelivery implements Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryDelivery.class);
  private static final String HIDDEN = ".delivering-";

  private final Path root;

  public DirectoryDelivery(Path root) {
    this.root = root;
  }

  @Override
  public Delivered deliver(DeliveryOrder order) throws IOException {
    List<String> folders = Names.folders(order);
    Names.requireFiles(order.items());
    Path target = folders.stream().reduce(root, Path::resolve, (a, b) -> b);
    Delivered delivered = Delivered.of(folders, order);
    try {
      if (!isDone(target, delivered)) {
        createFolders(folders);
        copyAside(order, target, delivered);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    sweep(target);
    return delivered;
  }

  private static boolean isDone(Path target, Delivered wanted) throws IOException {
    if (!Files.exists(target)) {
      return false;
    }
    var found = new TreeMap<String, String>();
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.toList()) {
        found.put(
            file.getFileName().toString(), Files.isRegularFile(file) ? FileHash.of(file) : "");
      }
    }
    var expected = new TreeMap<String, String>();
    wanted.files().forEach(file -> expected.put(file.name(), file.sha256()));
    if (!found.equals(expected)) {
      throw new DeliveryException(
          "%s is already there with other files: it holds %s, to be delivered are %s; remove or rename the folder if it is no publication"
              .formatted(wanted.address(), described(found), described(expected)));
    }
    return true;
  }

  private static String described(TreeMap<String, String> hashes) {
    return hashes.entrySet().stream()
        .map(file -> "%s (%.12s…)".formatted(file.getKey(), file.getValue()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("nothing");
  }

  private void createFolders(List<String> folders) throws IOException {
    Files.createDirectories(root);
    Path parent = root;
    for (String folder : folders.subList(0, folders.size() - 1)) {
      Path child = parent.resolve(folder);
      Files.createDirectories(child);
      Durably.syncFolder(parent);
      parent = child;
    }
  }

  private static void copyAside(DeliveryOrder order, Path target, Delivered wanted)
      throws IOException {
    Path parent = target.resolveSibling("");
    Path hidden = Files.createTempDirectory(parent, hidden(target));
    try {
      for (Item item : order.items()) {
        copyChecked(item, hidden);
      }
      Durably.syncFolder(hidden);
      openToReaders(hidden);
      Files.move(hidden, target, ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // another delivery may have been quicker with the same files, and have swept these
      if (!isDone(target, wanted)) {
        throw e;
      }
    } finally {
      FolderTree.delete(hidden);
    }
    Durably.syncFolder(parent);
  }

  private static String hidden(Path target) {
    return HIDDEN + target.getFileName() + "-";
  }

  /**
   * Removes what killed deliveries of the same version left. Only now that the version is there: a
   * delivery that is still alive and loses its files cannot give the rest that name any more.
   */
  private static void sweep(Path target) {
    try (Stream<Path> entries = Files.list(target.resolveSibling(""))) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(hidden(target))) {
          FolderTree.delete(entry);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // the version is whole all the same; the next delivery of it tries again
      LOG.atWarn()
          .addKeyValue("version", target)
          .addKeyValue("cause", e.getMessage())
          .log("What another delivery left cannot be removed");
    }
  }

  private static void copyChecked(Item item, Path folder) throws IOException {
    if (!Files.isRegularFile(item.source())) {
      throw item.gone();
    }
    Path copy = folder.resolve(item.fileName());
    String sha256 = Durably.copy(item.source(), copy);
    if (!sha256.equals(item.sha256()) || Files.size(copy) != item.bytes()) {
      throw item.differs(Files.size(copy), sha256);
    }
  }

  /** A temporary folder is its owner's alone; a delivered one is as readable as its parent. */
  private static void openToReaders(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Path parent = folder.resolveSibling("");
      Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(parent));
    }
  }
}
