package io.sluice.work.files;

import io.sluice.engine.artefact.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Writes that outlive a loss of power, as far as the file system keeps its word. */
public final class Durably {

  private static final boolean FOLDERS_CAN_BE_SYNCED =
      !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private Durably() {}

  /** Makes a file's bytes durable. */
  public static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes the names in a folder durable. */
  public static void syncFolder(Path folder) throws IOException {
    if (!FOLDERS_CAN_BE_SYNCED) {
      return;
    }
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Creates a folder and those above it, down to the given one, and makes their names durable. */
  public static void createFolders(Path folder, Path below) throws IOException {
    if (folder.equals(below) || Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      return;
    }
    createFolders(parent, below);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    syncFolder(parent);
  }

  /** Writes a new file. */
  public static void write(Path file, byte[] bytes) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Copies into a new file; the SHA-256 of what was copied, lower-case hex. */
  public static String copy(Path source, Path target) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(source), digest);
        FileChannel channel =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      in.transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Gives a complete, durable file its name unless the name is taken. The old name may stay.
   *
   * @throws FileAlreadyExistsException when the name is taken
   */
  public static void nameOnce(Path complete, Path name) throws IOException {
    Files.createLink(name, complete);
  }

  /**
   * Tries {@link #nameOnce} in a folder.
   *
   * @throws IOException when its file system has no hard links, in words for who chose the folder
   */
  public static void requireNamingOnce(Path folder) throws IOException {
    Path file = folder.resolve(".incoming-" + UUID.randomUUID());
    Path link = folder.resolve(file.getFileName() + "-named");
    Files.createFile(file);
    try {
      nameOnce(file, link);
    } catch (FileSystemException | UnsupportedOperationException e) {
      throw new IOException(
          "The file system of %s gives a file no second name (a hard link), so two workers could both commit a stage: use a folder of one that does, such as ext4, XFS, APFS or NFS"
              .formatted(folder),
          e);
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(file);
    }
  }
}
