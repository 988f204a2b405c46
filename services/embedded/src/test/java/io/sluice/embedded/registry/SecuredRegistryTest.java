package io.sluice.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.wire.registry.RegistryUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry over HTTPS that lets in who has a password or a token. */
class SecuredRegistryTest {

  private static final String STORE_PASSWORD = "of-the-store";
  private static final Set<String> LET_IN =
      Set.of(
          "Bearer a-token",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString("somebody:a-word".getBytes(StandardCharsets.UTF_8)));

  private static Path store;
  private static HttpsServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    store = folder.resolve("registry.p12");
    makeCertificate();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext("/", SecuredRegistryTest::answer);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void makeCertificate() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-ext",
                "SAN=DNS:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  private static SSLContext context() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] body = "{\"compatibilityLevel\":\"BACKWARD\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          shown != null && LET_IN.contains(shown) ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String url(String host) {
    return "https://%s:%d".formatted(host, server.getAddress().getPort());
  }

  private static Map<String, Object> trusting() {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", url("localhost"));
    config.put("schema.registry.ssl.truststore.location", store.toString());
    config.put("schema.registry.ssl.truststore.password", STORE_PASSWORD);
    config.put("schema.registry.ssl.truststore.type", "PKCS12");
    return config;
  }

  @Test
  void shouldLetInByPasswordOverTls() {
    // given
    Map<String, Object> config = trusting();
    config.put("basic.auth.credentials.source", "USER_INFO");
    config.put("basic.auth.user.info", "somebody:a-word");

    // when, then
    assertThat(HttpSchemaRegistry.of(config).compatibility()).isEqualTo("BACKWARD");
  }

  @Test
  void shouldLetInByTokenOverTls() {
    // given
    Map<String, Object> config = trusting();
    config.put("bearer.auth.token", "a-token");

    // when, then
    assertThat(HttpSchemaRegistry.of(config).compatibility()).isEqualTo("BACKWARD");
  }

  @Test
  void shouldSayThatItIsNotLetIn() {
    // given
    Map<String, Object> config = trusting();
    config.put("basic.auth.credentials.source", "USER_INFO");
    config.put("basic.auth.user.info", "somebody:another-word");

    // when, then
    assertThatThrownBy(() -> HttpSchemaRegistry.of(config).requireReachable())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("does not let this client in (401, credentials given)")
        .hasMessageNotContaining("another-word");
  }

  @Test
  void shouldSayThatTheCertificateIsNotTrusted() {
    assertThatThrownBy(
            () ->
                HttpSchemaRegistry.of(Map.of("schema.registry.url", url("localhost")))
                    .requireReachable())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("schema.registry.ssl.truststore.location");
  }

  @Test
  void shouldNotTrustTheCertificateOfAnotherHost() {
    // given
    Map<String, Object> config = trusting();
    config.put("schema.registry.url", url("127.0.0.1"));

    // when, then
    assertThatThrownBy(() -> HttpSchemaRegistry.of(config).requireReachable())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void shouldSayThatTheStoreCannotBeRead() {
    // given
    Map<String, Object> config = trusting();
    config.put("schema.registry.ssl.truststore.password", "not-this");

    // when, then
    assertThatThrownBy(() -> HttpSchemaRegistry.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("registry.p12")
        .hasMessageNotContaining("not-this");
  }

  @Test
  void shouldRefuseWhatItCannotFollow() {
    // given
    Map<String, Object> config = trusting();
    config.put("schema.registry.ssl.endpoint.identification.algorithm", "none");

    // when, then
    assertThatThrownBy(() -> HttpSchemaRegistry.of(config)).hasMessageContaining("is not known");
  }
}
