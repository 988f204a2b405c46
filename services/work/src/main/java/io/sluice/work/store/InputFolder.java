package io.sluice.work.store;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.artefact.Sha256;
import io.sluice.work.files.Durably;
import io.sluice.work.files.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Input files by the hash of their bytes. Its folder has a name that no flow can have. */
final class InputFolder {

  static final String NAME = "_inputs";

  private static final int MAX_NAME = 255;

  private final Path root;
  private final Path folder;
  private final VerifiedHashes hashes;

  InputFolder(Path root, VerifiedHashes hashes) throws IOException {
    this.root = root;
    this.folder = folder(root);
    this.hashes = hashes;
    Durably.createFolders(folder, root);
  }

  /** Where the input files of a store lie. */
  static Path folder(Path root) {
    return root.resolve(NAME);
  }

  /** Where the bytes of that hash lie, if they are there. */
  static Path path(Path root, String sha256) {
    return home(root, sha256).resolve(sha256);
  }

  Path folder() {
    return folder;
  }

  /**
   * Nothing removes the folder of a store, so without it the store is not there.
   *
   * @throws IOException when it is not: then nothing can be said of what the store keeps
   */
  void requireThere() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "the store in %s is not there: it has no folder %s; is it mounted?"
              .formatted(root, NAME));
    }
  }

  Path path(String sha256) {
    return path(root, sha256);
  }

  /** Relative to the store. */
  static String key(String sha256) {
    StoreNames.hash("input file", sha256);
    return "%s/%s/%s".formatted(NAME, sha256.substring(0, 2), sha256);
  }

  private static Path home(Path root, String sha256) {
    StoreNames.hash("input file", sha256);
    return folder(root).resolve(sha256.substring(0, 2));
  }

  InputFile take(InputStream source, String name) throws IOException {
    requirePlainName(name);
    Path incoming = folder.resolve(".incoming-" + UUID.randomUUID());
    try {
      InputFile file = copy(source, incoming, name);
      keep(incoming, file);
      return file;
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** Sets a damaged file aside, unless good bytes have come since it was looked at. */
  void setAside(String sha256) throws IOException {
    Path path = path(sha256);
    Path kept = path.resolveSibling(StoreNames.damaged(sha256));
    try {
      if (FileHash.of(path).equals(sha256)) {
        return;
      }
      Files.move(path, kept);
    } catch (NoSuchFileException e) {
      // missing already, which is what setting aside would bring about
      return;
    }
    if (FileHash.of(kept).equals(sha256)) {
      // they came between the look and the move
      putBack(kept, path);
      return;
    }
    // people have a week from now to look at it, whatever its age
    Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
  }

  private static void putBack(Path kept, Path path) throws IOException {
    try {
      Durably.nameOnce(kept, path);
    } catch (FileAlreadyExistsException e) {
      // the same bytes came once more meanwhile
    }
    Files.delete(kept);
  }

  static void requirePlainName(String name) {
    boolean plain =
        !name.isBlank()
            && name.length() <= MAX_NAME
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (!plain) {
      throw new IllegalArgumentException(
          "an input file's name has 1 to %d characters and no folders".formatted(MAX_NAME));
    }
  }

  /** Writes a new file with those bytes, and tells what they are. */
  static InputFile copy(InputStream in, Path target, String name) throws IOException {
    var digest = Sha256.newDigest();
    long bytes;
    try (OutputStream file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
        OutputStream out = new DigestOutputStream(file, digest)) {
      bytes = in.transferTo(out);
    }
    return new InputFile(name, HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private void keep(Path incoming, InputFile file) throws IOException {
    Path home = home(root, file.sha256());
    Path path = home.resolve(file.sha256());
    if (Files.exists(path)) {
      if (hashes.of(path).equals(file.sha256())) {
        return;
      }
      setAside(file.sha256());
    }
    Durably.sync(incoming);
    Durably.createFolders(home, root);
    try {
      Durably.nameOnce(incoming, path);
    } catch (FileAlreadyExistsException e) {
      // the same bytes came a second time meanwhile
      return;
    }
    Durably.syncFolder(home);
    hashes.learn(path, file.sha256());
  }
}
