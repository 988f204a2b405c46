package io.sluice.intake;

import io.sluice.engine.intake.InboxNames;
import io.sluice.engine.intake.Place;
import io.sluice.intake.FileFacts.Kind;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folders {@code <flow>/} and {@code <flow>/<period>/} of an inbox, and beside them {@code
 * .taken} and {@code .rejected}.
 */
final class Inbox {

  private static final int MOST_NAMESAKES = 10_000;
  private static final String REASON = ".reason.txt";

  private final Path root;
  private final Folders folders;

  Inbox(Path root) throws IOException {
    this(root, Inbox::children);
  }

  /**
   * @param folders tells what lies in folders
   */
  Inbox(Path root, Folders folders) throws IOException {
    Files.createDirectories(root);
    this.root = root.toRealPath();
    this.folders = folders;
  }

  /** Tells what lies in folders. */
  @FunctionalInterface
  interface Folders {
    /** What lies there; empty when there is no such folder. */
    List<Path> children(Path folder) throws IOException;
  }

  Path root() {
    return root;
  }

  /**
   * What lies in the inbox.
   *
   * @param folders those that may hold files
   * @param unread what could not be looked at or into, and why
   */
  record Listing(List<InboxFile> files, Set<Path> folders, SortedMap<Path, String> unread) {}

  /**
   * Looks through the inbox. What vanishes meanwhile is left out, and what cannot be read is passed
   * over.
   *
   * @throws IOException when the inbox itself cannot be read
   */
  Listing list() throws IOException {
    Listing listing = new Listing(new ArrayList<>(), new HashSet<>(), new TreeMap<>());
    list(root, "", Optional.empty(), listing);
    return listing;
  }

  private void list(Path folder, String flow, Optional<String> period, Listing listing)
      throws IOException {
    List<Path> children = folders.children(folder);
    listing.folders().add(folder);
    Set<String> names = children.stream().map(Inbox::name).collect(Collectors.toSet());
    for (Path child : children) {
      String name = name(child);
      if (InboxNames.isIgnored(name)) {
        continue;
      }
      boolean isMarked = names.contains(name + InboxNames.MARKER);
      try {
        look(child, new Place(flow, period, name), isMarked, listing);
      } catch (IOException e) {
        listing.unread().put(child, FileWords.of(e));
      }
    }
  }

  private void look(Path path, Place place, boolean isMarked, Listing listing) throws IOException {
    Optional<FileFacts> facts = FileFacts.of(path);
    if (facts.isEmpty()) {
      return;
    }
    Kind kind = facts.get().kind();
    if (kind == Kind.FOLDER) {
      listFolder(path, place.flow(), place.period(), listing);
      return;
    }
    listing
        .files()
        .add(new InboxFile(path, place, facts.get().sighting(), kind == Kind.FILE, isMarked));
  }

  /** Folders below those of periods mean nothing, and stay as they are. */
  private void listFolder(Path folder, String flow, Optional<String> period, Listing listing)
      throws IOException {
    if (flow.isEmpty()) {
      list(folder, name(folder), Optional.empty(), listing);
    } else if (period.isEmpty()) {
      list(folder, flow, Optional.of(name(folder)), listing);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** What became of a file that was to be moved. */
  enum Move {
    /** It is where it belongs, or was gone already. */
    DONE,
    /** It changed since it was looked at, and lies in the inbox as before. */
    CHANGED
  }

  /**
   * Moves a file that was taken to {@code .taken/<flow>/<period>/}, and removes its marker.
   *
   * @param period the period that it arrived for; empty for none
   * @throws IOException when it cannot be moved
   */
  Move putAway(InboxFile file, String period) throws IOException {
    Path folder = root.resolve(".taken").resolve(file.place().flow()).resolve(period);
    Files.createDirectories(folder);
    Path target = free(folder, name(file.path()));
    try {
      Files.move(file.path(), target);
    } catch (NoSuchFileException e) {
      return Move.DONE;
    }
    boolean isSame =
        FileFacts.of(target).filter(it -> it.sighting().isSameFile(file.sighting())).isPresent();
    if (!isSame && isPutBack(target, file.path())) {
      return Move.CHANGED;
    }
    Files.deleteIfExists(marker(file));
    return Move.DONE;
  }

  /** A file that changed after it was read holds something that nobody was told of. */
  private static boolean isPutBack(Path moved, Path place) throws IOException {
    try {
      Files.move(moved, place);
      return true;
    } catch (FileAlreadyExistsException e) {
      // what lies there now is younger still
      return false;
    }
  }

  /**
   * Moves a file that nobody takes to {@code .rejected}, with the reason beside it.
   *
   * @throws IOException when it cannot be moved
   */
  void reject(InboxFile file, String reason) throws IOException {
    Path folder = root.resolve(".rejected").resolve(file.place().flow());
    if (file.place().period().isPresent()) {
      folder = folder.resolve(file.place().period().get());
    }
    Files.createDirectories(folder);
    Path target = free(folder, name(file.path()));
    try {
      Files.move(file.path(), target);
    } catch (NoSuchFileException e) {
      return;
    }
    Files.writeString(target.resolveSibling(name(target) + REASON), reason + "\n");
    Files.deleteIfExists(marker(file));
  }

  private static Path marker(InboxFile file) {
    return file.path().resolveSibling(name(file.path()) + InboxNames.MARKER);
  }

  private static Path free(Path folder, String name) throws IOException {
    try {
      Path free = folder.resolve(name);
      for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
        if (i > MOST_NAMESAKES) {
          throw new IOException(
              "%s holds %d files named %s; clear it".formatted(folder, MOST_NAMESAKES, name));
        }
        free = folder.resolve(name + "." + i);
      }
      return free;
    } catch (InvalidPathException e) {
      throw new IOException("its name cannot be written: " + e.getMessage(), e);
    }
  }
}
