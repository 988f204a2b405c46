package io.sluice.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema registry for one process's life that takes every schema. It needs no HTTP server, which
 * a Java that is made to run programs alone may lack.
 */
final class MemoryRegistry implements AutoCloseable {

  private static final int WAITING = 50;
  private static final int LONGEST_LINE = 8192;
  private static final int LONGEST_BODY = 1 << 20;
  private static final Pattern BY_ID = Pattern.compile("GET /schemas/ids/(\\d{1,9})\\b.*");

  private final ServerSocket socket;
  private final List<String> schemas = new ArrayList<>();

  private MemoryRegistry(ServerSocket socket) {
    this.socket = socket;
  }

  /** Starts it on 127.0.0.1. */
  static MemoryRegistry start() throws IOException {
    MemoryRegistry registry =
        new MemoryRegistry(new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("memory-registry").start(registry::serve);
    return registry;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket asker = socket.accept()) {
        byte[] answer = answer(new BufferedInputStream(asker.getInputStream())).getBytes(UTF_8);
        String head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n\r\n"
                .formatted(answer.length, "Connection: close");
        asker.getOutputStream().write(head.getBytes(UTF_8));
        asker.getOutputStream().write(answer);
      } catch (IOException e) {
        // who asks has gone, or this was closed: nothing is lost
        continue;
      }
    }
  }

  private String answer(InputStream question) throws IOException {
    String request = line(question);
    int length = 0;
    for (String header = line(question); !header.isEmpty(); header = line(question)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    String body = new String(question.readNBytes(Math.min(length, LONGEST_BODY)), UTF_8);
    if (request.startsWith("POST /subjects/")) {
      return "{\"id\":%d}".formatted(idOf(body));
    }
    Matcher byId = BY_ID.matcher(request);
    return byId.matches() ? schemas.get(Integer.parseInt(byId.group(1)) - 1) : "[]";
  }

  /** What is posted, {@code {"schema": …}}, is also what is answered by its number. */
  private int idOf(String body) {
    if (!schemas.contains(body)) {
      schemas.add(body);
    }
    return schemas.indexOf(body) + 1;
  }

  private static String line(InputStream question) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = question.read();
    while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
      line.append((char) next);
      next = question.read();
    }
    return line.toString().strip();
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
