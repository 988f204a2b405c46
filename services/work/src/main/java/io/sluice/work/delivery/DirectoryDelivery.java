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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Delivers into {@code <root>/<flow>/<slice>/<period>/v<version>/}. A folder of that name is whole
 * or absent, and never changes. Safe for use by several threads and processes at once.
 */
public final class DirectoryDelivery implements Delivery {

  private static final String HIDDEN = ".delivering-";
  private static final String SWEPT = ".swept-";

  private final Path root;

  public DirectoryDelivery(Path root) {
    this.root = root;
  }

  @Override
  public Delivered deliver(DeliveryOrder order) throws IOException {
    List<String> folders = Names.folders(order);
    Names.requireFiles(order.items());
    try {
      return deliver(order, folders);
    } catch (UncheckedIOException e) {
      // another delivery of the same version took away what was being listed
      throw e.getCause();
    }
  }

  private Delivered deliver(DeliveryOrder order, List<String> folders) throws IOException {
    Path target = folders.stream().reduce(root, Path::resolve, (a, b) -> b);
    Delivered delivered = Delivered.of(folders, order);
    if (!isDone(target, delivered)) {
      createFolders(folders);
      copyAside(order, target, delivered);
    }
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
    sweep(parent, folders.getLast());
  }

  /**
   * Removes what a killed delivery of the same version left; one still alive fails and tries again.
   * It loses its folder in one step, so it cannot release one that is half removed.
   */
  private static void sweep(Path parent, String version) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.startsWith(HIDDEN + version + "-")) {
          takeAway(entry);
        } else if (name.startsWith(SWEPT)) {
          FolderTree.delete(entry);
        }
      }
    }
  }

  private static void takeAway(Path hidden) throws IOException {
    Path swept = hidden.resolveSibling(SWEPT + UUID.randomUUID());
    try {
      Files.move(hidden, swept, ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // it was released, or another one swept it
    }
    FolderTree.delete(swept);
  }

  private static void copyAside(DeliveryOrder order, Path target, Delivered wanted)
      throws IOException {
    Path parent = target.resolveSibling("");
    Path hidden = Files.createTempDirectory(parent, HIDDEN + target.getFileName() + "-");
    try {
      for (Item item : order.items()) {
        copyChecked(item, hidden);
      }
      Durably.syncFolder(hidden);
      release(hidden, target, wanted);
      Durably.syncFolder(parent);
    } finally {
      FolderTree.delete(hidden);
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

  private static void release(Path hidden, Path target, Delivered wanted) throws IOException {
    openToReaders(hidden);
    try {
      Files.move(hidden, target, ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // another process may have been quicker with the same files
      if (!isDone(target, wanted)) {
        throw e;
      }
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
