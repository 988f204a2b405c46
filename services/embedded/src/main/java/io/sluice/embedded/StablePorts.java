package io.sluice.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Two loopback ports kept in a file, so that a restart answers where the last one did. Ports that
 * others took meanwhile are replaced by free ones.
 */
record StablePorts(Path file) {

  /** Two different ports between 1 and 65535. */
  record Pair(int first, int second) {}

  /** The remembered ports if both are free, else two free ones. */
  Pair choose() {
    return remembered().filter(p -> isFree(p.first()) && isFree(p.second())).orElseGet(this::free);
  }

  /** Writes the ports for the next start. */
  void remember(Pair ports) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, ports.first() + " " + ports.second());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the ports to " + file, e);
    }
  }

  private Optional<Pair> remembered() {
    try {
      String[] words = Files.readString(file).strip().split(" ", 3);
      return words.length == 2
          ? Optional.of(new Pair(Integer.parseInt(words[0]), Integer.parseInt(words[1])))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // A missing or damaged file costs the old port, nothing else.
      return Optional.empty();
    }
  }

  private Pair free() {
    try (ServerSocket one = bind(0);
        ServerSocket two = bind(0)) {
      return new Pair(one.getLocalPort(), two.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on 127.0.0.1", e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
