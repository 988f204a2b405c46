package io.sluice.testkit.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for a Docker engine where Testcontainers does. Needs the JDK alone: the build runs this
 * file before it compiles anything.
 */
public final class DockerEngine {

  private static final String PLACE = "unix:///var/run/docker.sock";
  private static final int CONNECT_LIMIT_MS = 5_000;

  private DockerEngine() {}

  /** Ends with 1 and a sentence when there is none. */
  public static void main(String[] args) {
    unreachable()
        .ifPresent(
            sentence -> {
              System.err.println(sentence);
              System.exit(1);
            });
  }

  /** What to tell who asked for containers, when no engine answers. */
  public static Optional<String> unreachable() {
    return unreachable(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Optional<String> unreachable(Map<String, String> environment, Path home) {
    List<String> places = places(environment, home);
    return places.stream().anyMatch(DockerEngine::answers)
        ? Optional.empty()
        : Optional.of(
            "mvn verify -Pcontainers needs a Docker engine: none answers at %s. Start one, or name it by DOCKER_HOST, or run mvn verify without the profile."
                .formatted(places.get(0)));
  }

  /** The address that is configured; without one, those that engines have by default. */
  private static List<String> places(Map<String, String> environment, Path home) {
    String configured = environment.get("DOCKER_HOST");
    if (configured != null && !configured.isBlank()) {
      return List.of(configured);
    }
    String session = environment.get("XDG_RUNTIME_DIR");
    return Stream.of(
            Stream.of(PLACE),
            ofTestcontainers(home.resolve(".testcontainers.properties")),
            Stream.of("unix://" + home + "/.docker/run/docker.sock"),
            Stream.ofNullable(session).map(folder -> "unix://" + folder + "/docker.sock"))
        .flatMap(places -> places)
        .toList();
  }

  private static Stream<String> ofTestcontainers(Path settings) {
    try {
      return Files.isRegularFile(settings)
          ? Files.readAllLines(settings).stream()
              .filter(line -> line.startsWith("docker.host="))
              .map(line -> line.substring(line.indexOf('=') + 1).strip())
          : Stream.empty();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean answers(String place) {
    URI uri = URI.create(place);
    return switch (uri.getScheme()) {
      case "unix" -> answers(Path.of(uri.getPath()));
      case "tcp", "http", "https" -> answers(uri.getHost(), uri.getPort());
      // a pipe or a tunnel: Testcontainers knows how to ask there
      default -> true;
    };
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_LIMIT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
