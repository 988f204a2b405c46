package io.sluice.work.store;

import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives folders of damaged artefacts another name, for people to look at. */
final class SetAside {

  private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

  private SetAside() {}

  /** Whether a folder holds the artefact that was found damaged. */
  @FunctionalInterface
  interface Damage {
    boolean isIn(Path folder) throws IOException;
  }

  /**
   * Sets a folder aside and returns where it is kept. One that holds something else by now, since
   * another reader set the damage aside and the artefact was made again, stays or gets its name
   * back: then this is empty.
   */
  static Optional<Path> folder(Path folder, Damage damage) throws IOException {
    if (!damage.isIn(folder)) {
      return Optional.empty();
    }
    Path kept = folder.resolveSibling(StoreNames.damaged(String.valueOf(folder.getFileName())));
    try {
      Files.move(folder, kept);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!damage.isIn(kept) && putBack(kept, folder)) {
      return Optional.empty();
    }
    // people have a week from now to look at it, whatever its age
    Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
    return Optional.of(kept);
  }

  private static boolean putBack(Path kept, Path folder) {
    try {
      Files.move(kept, folder);
      return true;
    } catch (IOException e) {
      // as when an attempt has begun under the name: it makes the artefact once more
      LOG.atWarn()
          .addKeyValue("kept", kept)
          .addKeyValue("cause", FileWords.of(e))
          .log("An artefact that is whole keeps the name of a damaged one");
      return false;
    }
  }

  /** Whether the artefact of that manifest is in a folder. */
  static boolean holds(Path folder, Manifest manifest) throws IOException {
    try {
      return Manifest.read(folder).equals(Optional.of(manifest));
    } catch (DamagedManifestException | NewerManifestException e) {
      return false;
    }
  }

  /** Whether a manifest is in a folder that cannot be understood. */
  static boolean isUnread(Path folder) throws IOException {
    try {
      Manifest.read(folder);
      return false;
    } catch (DamagedManifestException e) {
      return true;
    } catch (NewerManifestException e) {
      return false;
    }
  }
}
