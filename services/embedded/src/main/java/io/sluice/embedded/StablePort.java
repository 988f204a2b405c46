package io.sluice.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A loopback port kept in a file, so that a restart answers where the last one did. */
record StablePort(Path file) {

  /** The remembered port if nobody took it meanwhile, else a free one. */
  int choose() {
    int before = remembered();
    return before != 0 && isFree(before) ? before : free();
  }

  /** The port of the last start, or 0 when there is none. */
  int remembered() {
    try {
      int port = Integer.parseInt(Files.readString(file).strip());
      return port > 0 && port < 65_536 ? port : 0;
    } catch (IOException | NumberFormatException e) {
      // A missing or damaged file costs the old port, nothing else.
      return 0;
    }
  }

  /** Writes the port for the next start. */
  void remember(int port) {
    try {
      Files.writeString(file, Integer.toString(port));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the port to " + file, e);
    }
  }

  /** A port that nobody listens on now. */
  static int free() {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on 127.0.0.1", e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
