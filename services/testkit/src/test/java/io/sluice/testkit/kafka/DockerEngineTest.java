package io.sluice.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

  @TempDir Path home;

  @Test
  void shouldSayWhatToStartWhenNobodyAnswers() {
    // given
    String place = "unix://" + home.resolve("docker.sock");

    // when, then
    assertThat(DockerEngine.unreachable(Map.of("DOCKER_HOST", place), home))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith("mvn verify -Pcontainers needs a Docker engine: none answers at ")
                    .contains(place + ". Start one"));
  }

  @Test
  void shouldFindEngineWhereItIsConfigured() throws Exception {
    // given
    Path socket = home.resolve("docker.sock");
    Files.writeString(
        home.resolve(".testcontainers.properties"), "docker.host=unix://" + socket + "\n");
    try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));

      // when, then
      assertThat(DockerEngine.unreachable(Map.of("DOCKER_HOST", "unix://" + socket), home))
          .isEmpty();
      assertThat(DockerEngine.unreachable(Map.of(), home)).isEmpty();
      assertThat(DockerEngine.unreachable(Map.of("XDG_RUNTIME_DIR", home.toString()), home))
          .isEmpty();
    }
  }
}
