package io.sluice.work.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what nobody will read again from a store: files of attempts that were killed before their
 * commit, and what was set aside as damaged. It deletes only what nobody has written for a week, so
 * that no attempt under way can miss a file and people have time to look at damage; it leaves
 * folders of artefacts, since an attempt may be about to write there. Several may sweep at once.
 */
public final class DebrisSweep {

  /** How long debris is kept. */
  static final Duration KEPT = Duration.ofDays(7);

  /** A store is swept so often at the most. */
  private static final Duration PAUSE = Duration.ofDays(1);

  /** More folders are left to another day, which begins elsewhere. */
  private static final int MAX_FOLDERS = 100_000;

  private static final String MARK = ".swept";
  private static final Logger LOG = LoggerFactory.getLogger(DebrisSweep.class);

  private final Path root;
  private final Instant now;
  private final FileTime oldest;
  private final int maxFolders;
  private final Random order;
  private int folders;
  private int deleted;

  private DebrisSweep(Path root, Instant now, int maxFolders) {
    this.root = root;
    this.now = now;
    this.maxFolders = maxFolders;
    this.order = new Random(now.toEpochMilli());
    this.oldest = FileTime.from(now.minus(KEPT));
  }

  /** Sweeps in a thread of its own, unless that was done today. Troubles are logged, no more. */
  public static void startInBackground(Path root) {
    Thread.ofPlatform().daemon().name("debris-sweep").start(() -> sweepDaily(root, Instant.now()));
  }

  private static void sweepDaily(Path root, Instant now) {
    try {
      int deleted = sweep(root, now);
      if (deleted > 0) {
        LOG.atInfo().addKeyValue("files", deleted).log("Debris was deleted from the store");
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.atWarn().setCause(e).log("The store could not be swept; the next start tries again");
    }
  }

  /**
   * Sweeps a store unless that was done in the last day; says how many files were deleted.
   *
   * @throws IOException when a folder cannot be read or a file cannot be deleted
   */
  static int sweep(Path root, Instant now) throws IOException {
    return sweep(root, now, MAX_FOLDERS);
  }

  /**
   * As {@link #sweep(Path, Instant)}.
   *
   * @param maxFolders of artefacts; those of a larger store have their turn some other day
   */
  static int sweep(Path root, Instant now, int maxFolders) throws IOException {
    DebrisSweep sweep = new DebrisSweep(root, now, maxFolders);
    if (sweep.isDue()) {
      sweep.stages();
      sweep.inputs();
    }
    return sweep.deleted;
  }

  private boolean isDue() throws IOException {
    if (!Files.isDirectory(root)) {
      return false; // nothing was kept yet
    }
    Path mark = root.resolve(MARK);
    if (Files.exists(mark)
        && Files.getLastModifiedTime(mark).toInstant().isAfter(now.minus(PAUSE))) {
      return false;
    }
    Files.write(mark, new byte[0]);
    Files.setLastModifiedTime(mark, FileTime.from(now));
    return true;
  }

  private void stages() throws IOException {
    for (Path flow : shuffled(visibleFolders(root))) {
      for (Path stage : shuffled(visibleFolders(flow))) {
        for (Path folder : shuffled(entries(stage))) {
          if (folders++ == maxFolders) {
            return;
          }
          artefact(folder);
        }
      }
    }
  }

  private List<Path> shuffled(List<Path> folders) {
    List<Path> shuffled = new ArrayList<>(folders);
    Collections.shuffle(shuffled, order);
    return shuffled;
  }

  private void artefact(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (StoreNames.isDamaged(name(folder))) {
      setAside(folder);
      return;
    }
    List<Path> old = oldFiles(folder);
    if (!old.isEmpty()) {
      debris(folder, old);
    }
  }

  private void debris(Path folder, List<Path> old) throws IOException {
    Set<String> committed;
    try {
      committed = committed(folder);
    } catch (DamagedManifestException | NewerManifestException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("A folder of the store is not swept");
      return;
    }
    for (Path file : old) {
      if (!committed.contains(name(file))) {
        delete(file);
      }
    }
  }

  private static Set<String> committed(Path folder) throws IOException {
    Set<String> names =
        Manifest.read(folder).map(Manifest::files).stream()
            .flatMap(List::stream)
            .map(Manifest.Entry::name)
            .collect(Collectors.toSet());
    names.add(Manifest.NAME);
    return names;
  }

  /** A damaged artefact, dated when it was set aside. */
  private void setAside(Path folder) throws IOException {
    if (!isOld(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        delete(path);
      }
    }
  }

  private void inputs() throws IOException {
    Path inputs = root.resolve(InputFolder.NAME);
    for (Path file : oldFiles(inputs)) {
      delete(file);
    }
    for (Path folder : visibleFolders(inputs)) {
      for (Path file : oldFiles(folder)) {
        if (StoreNames.isDamaged(name(file))) {
          delete(file);
        }
      }
    }
  }

  private List<Path> oldFiles(Path folder) throws IOException {
    List<Path> old = new ArrayList<>();
    for (Path file : entries(folder)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOld(file)) {
        old.add(file);
      }
    }
    return old;
  }

  private boolean isOld(Path path) throws IOException {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).compareTo(oldest) < 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void delete(Path path) throws IOException {
    boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    if (Files.deleteIfExists(path) && file) {
      deleted++;
    }
  }

  private static List<Path> visibleFolders(Path folder) throws IOException {
    return entries(folder).stream()
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .filter(path -> !name(path).startsWith("."))
        .filter(path -> !name(path).equals(InputFolder.NAME))
        .toList();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      List<Path> entries = new ArrayList<>();
      all.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static String name(Path path) {
    return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
  }
}
