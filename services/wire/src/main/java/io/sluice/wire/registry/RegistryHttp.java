package io.sluice.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.InterruptException;

/** Requests to a registry at several addresses, with a bounded number of tries. Thread-safe. */
final class RegistryHttp {
  static final JsonMapper JSON = new JsonMapper();
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final long MAX_ANSWER_BYTES = 8L << 20;
  private static final long MAX_PAUSE_MS = 2_000;

  private final RegistryConfig config;
  private final HttpClient client;
  // The address that answered last is asked first.
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryHttp(RegistryConfig config) {
    this.config = config;
    this.client = config.tls().map(RegistryHttp::client).orElseGet(() -> Shared.CLIENT);
  }

  private static HttpClient client(RegistryTls tls) {
    return builder().sslContext(tls.context()).sslParameters(tls.parameters()).build();
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5));
  }

  JsonNode get(String path) {
    return send(path, request -> request.GET());
  }

  JsonNode post(String path, JsonNode body) {
    return send(path, request -> request.POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonNode send(String path, Method method) {
    String reason = "";
    for (int attempt = 0; attempt < config.tries(); attempt++) {
      int index = Math.floorMod(preferred.get(), config.urls().size());
      URI base = config.urls().get(index);
      try {
        HttpResponse<String> response = exchange(base, path, method);
        requireLetIn(base, response.statusCode());
        if (!isTemporary(response.statusCode())) {
          return answer(base, response);
        }
        reason = base + " answered " + response.statusCode();
      } catch (SSLHandshakeException e) {
        throw untrusted(base, e);
      } catch (IOException e) {
        reason =
            base + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      }
      preferred.compareAndSet(index, (index + 1) % config.urls().size());
      if (attempt + 1 < config.tries()) {
        pause(attempt);
      }
    }
    throw new RegistryUnavailableException(
        "Schema registry not available after " + config.tries() + " tries, the last at " + reason);
  }

  private HttpResponse<String> exchange(URI base, String path, Method method) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", CONTENT_TYPE)
            .header("Accept", CONTENT_TYPE + ", application/json");
    config.credentials().header().ifPresent(value -> request.header("Authorization", value));
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            method.on(request).build(),
            BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
    try {
      return whole(answer);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while asking the schema registry at " + base, e);
    } finally {
      answer.cancel(true);
    }
  }

  /** Not by the client's own limit, which ends with the head of an answer. */
  private HttpResponse<String> whole(CompletableFuture<HttpResponse<String>> answer)
      throws IOException, InterruptedException {
    long millis = config.timeout().toMillis();
    try {
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within %d ms".formatted(millis), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  /** No record is to blame for that, and another try would not help. */
  private void requireLetIn(URI base, int status) {
    if (status == 401 || status == 403) {
      throw new RegistryUnavailableException(
          "Schema registry at %s does not let this client in (%d, %s): correct %s or %s."
              .formatted(
                  base,
                  status,
                  config.credentials().header().isPresent() ? "credentials given" : "none given",
                  Credentials.BASIC_USER_INFO,
                  Credentials.BEARER_TOKEN));
    }
  }

  private static RegistryUnavailableException untrusted(URI base, SSLHandshakeException e) {
    return new RegistryUnavailableException(
        """
        TLS with the schema registry at %s failed: %s. Trust the certificate that signed its own \
        (schema.registry.ssl.truststore.location), and address it by a name that its own holds.\
        """
            .formatted(base, e.getMessage()),
        e);
  }

  private static JsonNode answer(URI base, HttpResponse<String> response) {
    JsonNode body = parse(response.body());
    if (response.statusCode() / 100 != 2) {
      int code = body.path("error_code").asInt(response.statusCode());
      String message = body.path("message").asText("no message");
      throw new RegistryRefusedException(
          code, "Schema registry at " + base + " refused (" + code + "): " + message);
    }
    if (body.isMissingNode()) {
      throw new RegistryUnavailableException(
          "Expected JSON but " + base + " answered something else: is it a schema registry?");
    }
    return body;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static boolean isTemporary(int status) {
    return status >= 500 || status == 429 || status == 408;
  }

  private void pause(int attempt) {
    long millis = Math.min(MAX_PAUSE_MS, config.pause().toMillis() << Math.min(attempt, 10));
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while waiting for the schema registry", e);
    }
  }

  /** Completes a request with its method and body. */
  private interface Method {
    HttpRequest.Builder on(HttpRequest.Builder request);
  }

  /** One client for all: each brings a thread of its own. */
  private static final class Shared {
    private static final HttpClient CLIENT = builder().build();
  }
}
