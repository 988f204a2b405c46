package io.sluice.wire.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegistryHttpTest {

  private static final String BEGUN =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"sch";

  @Test
  @Timeout(20)
  void shouldNotWaitForEverForTheRestOfAnAnswer() throws Exception {
    List<Socket> asking = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      // given
      Thread.ofPlatform().daemon().start(() -> beginAnswers(server, asking));
      HttpSchemaRegistry registry =
          HttpSchemaRegistry.of(
              Map.of(
                  "schema.registry.url",
                  "http://127.0.0.1:" + server.getLocalPort(),
                  "max.retries",
                  "1",
                  "http.read.timeout.ms",
                  "200"));

      // then
      assertThatThrownBy(() -> registry.byId(1))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("after 2 tries")
          .hasMessageContaining("no whole answer within 200 ms");
    }
  }

  /** Keeps each connection open, and says no more on it. */
  private static void beginAnswers(ServerSocket server, List<Socket> asking) {
    try {
      while (true) {
        Socket next = server.accept();
        asking.add(next);
        next.getOutputStream().write(BEGUN.getBytes(US_ASCII));
      }
    } catch (IOException e) {
      // the test is over
      return;
    }
  }
}
