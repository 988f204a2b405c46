package io.sluice.intake;

import io.sluice.engine.intake.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** What the file system tells of a file; links are not followed. */
record FileFacts(Kind kind, Sighting sighting) {

  private static final String CHANGED = "unix:ctime";

  /** What lies under a name. */
  enum Kind {
    FILE,
    FOLDER,
    OTHER
  }

  /** Looks at a path; empty when there is nothing. */
  static Optional<FileFacts> of(Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Sighting sighting =
          new Sighting(
              attributes.size(),
              attributes.lastModifiedTime().toInstant(),
              String.valueOf(attributes.fileKey()),
              arrived(path, attributes));
      return Optional.of(new FileFacts(kind(attributes), sighting));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    return attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
  }

  /**
   * Unix notes each change of a file, a new name among them; elsewhere a copy has a time of its
   * creation.
   */
  private static Instant arrived(Path path, BasicFileAttributes attributes) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return ((FileTime) Files.getAttribute(path, CHANGED, LinkOption.NOFOLLOW_LINKS)).toInstant();
    }
    Instant created = attributes.creationTime().toInstant();
    Instant modified = attributes.lastModifiedTime().toInstant();
    return created.isAfter(modified) ? created : modified;
  }
}
