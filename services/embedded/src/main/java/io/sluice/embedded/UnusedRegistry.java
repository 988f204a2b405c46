package io.sluice.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Answers every question as a schema registry does that holds nothing. Needs no HTTP server, which
 * a Java that is made to run programs alone may lack.
 */
final class UnusedRegistry implements AutoCloseable {

  private static final byte[] NOTHING =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"
          .getBytes(US_ASCII);
  private static final int WAITING = 50;

  private final ServerSocket socket;

  private UnusedRegistry(ServerSocket socket) {
    this.socket = socket;
  }

  /** Starts it on 127.0.0.1. */
  static UnusedRegistry start() throws IOException {
    UnusedRegistry registry =
        new UnusedRegistry(new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("unused-registry").start(registry::answer);
    return registry;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void answer() {
    while (!socket.isClosed()) {
      try (Socket asker = socket.accept()) {
        readQuestion(asker);
        asker.getOutputStream().write(NOTHING);
      } catch (IOException e) {
        // who asks has gone, or this was closed: nothing is lost
        continue;
      }
    }
  }

  private static void readQuestion(Socket asker) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(asker.getInputStream(), US_ASCII));
    String line = lines.readLine();
    while (line != null && !line.isEmpty()) {
      line = lines.readLine();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
