package io.sluice.cli;

import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.engine.artefact.Sha256;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The folder where a person finds the files of a run. */
final class OutFolder {

  private OutFolder() {}

  /**
   * Copies published files into a folder. All are copied and checked before the first takes its
   * place, each in one step; files of other names stay.
   *
   * @param published where they lie
   * @return the copies
   * @throws Refusal when a file cannot be copied or differs from what was published; then the
   *     folder's files are as before
   */
  static List<PublishedFile> replace(
      Path out, List<PublishedFile> files, PublishedFiles published) {
    List<Path> waiting = new ArrayList<>();
    try {
      Files.createDirectories(out);
      for (PublishedFile file : files) {
        target(out, file);
        waiting.add(copy(out, file, published));
      }
      return move(out, files, waiting);
    } catch (IOException e) {
      throw Refusal.failed(
          "The report is published, but its files cannot be copied to %s: %s. Mend that, or name another folder with --out."
              .formatted(out, FileWords.of(e)));
    } finally {
      waiting.forEach(OutFolder::remove);
    }
  }

  private static List<PublishedFile> move(Path out, List<PublishedFile> files, List<Path> waiting)
      throws IOException {
    List<PublishedFile> copies = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      PublishedFile file = files.get(i);
      Path target = target(out, file);
      Files.move(waiting.get(i), target, StandardCopyOption.ATOMIC_MOVE);
      copies.add(
          new PublishedFile(
              file.name(), file.address(), target.toString(), file.sha256(), file.rows()));
    }
    return copies;
  }

  private static Path target(Path out, PublishedFile file) {
    Path target = out.resolve(file.name()).normalize();
    if (!out.normalize().equals(target.getParent())) {
      throw Refusal.failed(
          "The published file \"%s\" has no plain name; nothing was copied."
              .formatted(file.name()));
    }
    return target;
  }

  private static Path copy(Path out, PublishedFile file, PublishedFiles published)
      throws IOException {
    Path copy = out.resolve("." + file.name() + "." + ProcessHandle.current().pid() + ".part");
    try {
      String hash = copyAndHash(published.open(file.address()), copy);
      if (!hash.equals(file.sha256())) {
        throw Refusal.failed(
            "The published file %s was changed after its publication; nothing was copied. Run the flow again."
                .formatted(file.place()));
      }
      return copy;
    } catch (IOException | Refusal e) {
      remove(copy);
      throw e;
    }
  }

  private static String copyAndHash(InputStream from, Path to) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = from;
        OutputStream copy = new DigestOutputStream(Files.newOutputStream(to), digest)) {
      in.transferTo(copy);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Refusal.failed("The leftover %s cannot be removed; delete it.".formatted(file));
    }
  }
}
