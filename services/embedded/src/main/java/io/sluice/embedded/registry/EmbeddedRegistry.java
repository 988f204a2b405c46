package io.sluice.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry on 127.0.0.1 that speaks Confluent's REST dialect v7 for Avro. Its schemas live
 * on the compacted topic {@code _schemas} in Confluent's own layout. Deleting schemas, references
 * between them and other formats are not offered.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final long MOST_PASSED_OVER = 16L << 20;
  private static final int PORTION = 1 << 16;
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final SchemaLog log;
  private final HttpServer server;
  private final ExecutorService workers;
  private final RegistryRoutes routes;

  private EmbeddedRegistry(SchemaLog log, HttpServer server, RegistryRoutes routes) {
    this.log = log;
    this.server = server;
    this.routes = routes;
    this.workers = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts a registry over the schemas of a broker; it answers when this returns.
   *
   * @param port where to listen; a free port is taken when it is 0 or in use
   */
  public static EmbeddedRegistry start(String bootstrapServers, int port) {
    SchemaCatalog catalog = new SchemaCatalog();
    SchemaLog log = SchemaLog.open(bootstrapServers, catalog::apply);
    try {
      RegistryRoutes routes = new RegistryRoutes(new RegistryService(catalog, log));
      EmbeddedRegistry registry = new EmbeddedRegistry(log, listen(port), routes);
      registry.server.setExecutor(registry.workers);
      registry.server.createContext("/", registry::handle);
      registry.server.start();
      return registry;
    } catch (IOException e) {
      log.close();
      throw new UncheckedIOException("Schema registry cannot listen on 127.0.0.1", e);
    }
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The address for clients, as {@code schema.registry.url} wants it. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    log.close();
  }

  private static HttpServer listen(int port) throws IOException {
    try {
      return HttpServer.create(address(port), 0);
    } catch (BindException e) {
      return HttpServer.create(address(0), 0);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        respond(exchange, 200, routes.answer(request(exchange)));
      } catch (RegistryError e) {
        respond(exchange, e.status(), error(e.code(), e.text()));
      } catch (KafkaException e) {
        LOG.atWarn().setCause(e).log("Schemas cannot be written");
        respond(exchange, 503, error(50001, "Error in the backend data store: " + e.getMessage()));
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("Request failed");
        respond(exchange, 500, error(500, "Internal error, see the log"));
      }
    }
  }

  private static RegistryRoutes.Request request(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    List<String> path =
        Arrays.stream(uri.getRawPath().split("/"))
            .filter(part -> !part.isEmpty())
            .map(EmbeddedRegistry::decode)
            .toList();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return new RegistryRoutes.Request(exchange.getRequestMethod(), path, query, body(exchange));
  }

  /** Who still sends when the connection is closed never reads the answer. */
  private static void passOver(InputStream rest) throws IOException {
    byte[] passed = new byte[PORTION];
    long left = MOST_PASSED_OVER;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = rest.read(passed);
    }
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    if (List.of("GET", "DELETE").contains(exchange.getRequestMethod())) {
      return MissingNode.getInstance();
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.contains("json")) {
      // A web page can send anything but JSON to this port without asking the browser's user.
      throw new RegistryError(415, 415, "Expected Content-Type " + CONTENT_TYPE);
    }
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      passOver(exchange.getRequestBody());
      throw new RegistryError(413, 413, "Expected at most " + MAX_BODY_BYTES + " bytes");
    }
    try {
      return Schemas.JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new RegistryError(400, 400, "Expected a JSON object in the body");
    }
  }

  private static String decode(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RegistryError(400, 400, "Path is not well encoded");
    }
  }

  private static JsonNode error(int code, String message) {
    return Schemas.JSON.createObjectNode().put("error_code", code).put("message", message);
  }

  private static void respond(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = Schemas.JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
