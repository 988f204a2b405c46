package io.sluice.cli;

import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The state folder of a working folder. One process at a time runs services over it; that process
 * tells here where they listen.
 */
final class Home {

  private static final int ANSWER_LIMIT_MS = 1_000;

  private final Path folder;

  Home(Path folder) {
    this.folder = folder;
  }

  /** The state folder of the current working folder. */
  static Home here() {
    return new Home(Path.of(".sluice").toAbsolutePath());
  }

  Path folder() {
    return folder;
  }

  /** For files that nobody needs afterwards. */
  Path scratch() {
    return folder.resolve("scratch");
  }

  /** The services that are up over this folder, if they answer. */
  Optional<Target.Remote> running() {
    try {
      List<String> lines = Files.readAllLines(addresses());
      if (lines.size() < 3 || !answers(lines.getFirst())) {
        return Optional.empty();
      }
      return Optional.of(new Target.Remote(lines.get(0), URI.create(lines.get(1)), lines.get(2)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean answers(String bootstrap) {
    int colon = bootstrap.lastIndexOf(':');
    String host = bootstrap.substring(0, colon);
    int port = Integer.parseInt(bootstrap.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), ANSWER_LIMIT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tells others where the services listen. */
  void tell(Target.Remote remote) {
    try {
      Path written = Files.createTempFile(folder, "up", ".new");
      Files.write(
          written, List.of(remote.bootstrap(), remote.registry().toString(), remote.store()));
      Files.move(written, addresses(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(addresses());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path addresses() {
    return folder.resolve("up");
  }

  /**
   * Keeps other processes from running services over this folder, until closed. Waits while another
   * one does.
   *
   * @param waiting called once, before a wait
   */
  FileLock lock(Runnable waiting) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        waiting.run();
        lock = channel.lock();
      }
      return lock;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Refusal unusable(IOException trouble) {
    return Refusal.failed(
        "The state folder %s cannot be used: %s.".formatted(folder, FileWords.of(trouble)));
  }
}
