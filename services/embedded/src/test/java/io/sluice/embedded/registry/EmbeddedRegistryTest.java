package io.sluice.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
  private static final String ONE = "{'type':'record','name':'A','fields':[%s]}";
  private static final String A = ONE.formatted("{'name':'a','type':'int'}");
  private static final String WITH_DEFAULT =
      ONE.formatted("{'name':'a','type':'int'},{'name':'b','type':'int','default':0}");
  private static final String WITHOUT_DEFAULT =
      ONE.formatted("{'name':'a','type':'int'},{'name':'c','type':'int'}");

  private static EmbeddedPlatform platform;
  private static HttpClient http;

  @BeforeAll
  static void start(@TempDir Path directory) {
    platform = EmbeddedPlatform.start(directory);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    platform.close();
  }

  @Test
  void shouldGiveTheSameIdForTheSameSchema() throws Exception {
    // given
    int id = send("POST", "/subjects/same/versions", schema(A)).path("id").asInt();

    // when
    JsonNode again = send("POST", "/subjects/same/versions", schema(A.replace(":", " : ")));

    // then
    assertThat(again.path("id").asInt()).isEqualTo(id);
    assertThat(send("GET", "/subjects/same/versions", "")).hasToString("[1]");
    assertThat(send("GET", "/subjects/same/versions/latest", "").path("id").asInt()).isEqualTo(id);
    assertThat(send("POST", "/subjects/same", schema(A)).path("version").asInt()).isEqualTo(1);
  }

  @Test
  void shouldRefuseIncompatibleSchemaByDefault() throws Exception {
    // given
    send("POST", "/subjects/strict/versions", schema(A));

    // when
    JsonNode refused = send("POST", "/subjects/strict/versions", schema(WITHOUT_DEFAULT));

    // then
    assertThat(refused.path("error_code").asInt()).isEqualTo(409);
    assertThat(refused.path("message").asText()).contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(send("POST", "/subjects/strict/versions", schema(WITH_DEFAULT)).has("id")).isTrue();
  }

  @Test
  void shouldCompareWithEveryVersionWhenTransitive() throws Exception {
    // given
    send("PUT", "/config/all", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
    send("POST", "/subjects/all/versions", schema(A));
    send("POST", "/subjects/all/versions", schema(WITH_DEFAULT));

    // when
    JsonNode verdict =
        send("POST", "/compatibility/subjects/all/versions", schema(WITHOUT_DEFAULT));

    // then
    assertThat(verdict.path("is_compatible").asBoolean(true)).isFalse();
    assertThat(verdict.path("messages").size()).isEqualTo(2);
    assertThat(send("GET", "/config/all", "").path("compatibilityLevel").asText())
        .isEqualTo("FULL_TRANSITIVE");
    assertThat(send("GET", "/config", "").path("compatibilityLevel").asText())
        .isEqualTo("BACKWARD");
  }

  @Test
  void shouldAnswerWithConfluentsErrorCodes() throws Exception {
    // given
    send("POST", "/subjects/known/versions", schema(A));

    // when, then
    assertThat(code("GET", "/subjects/nobody/versions", "")).isEqualTo(40401);
    assertThat(code("GET", "/subjects/known/versions/9", "")).isEqualTo(40402);
    assertThat(code("GET", "/subjects/known/versions/x", "")).isEqualTo(42202);
    assertThat(code("POST", "/subjects/known", schema(WITH_DEFAULT))).isEqualTo(40403);
    assertThat(code("GET", "/schemas/ids/4711", "")).isEqualTo(40403);
    assertThat(code("POST", "/subjects/known/versions", schema("{'type':'x'}"))).isEqualTo(42201);
    assertThat(code("PUT", "/config", "{\"compatibility\":\"SOME\"}")).isEqualTo(42203);
    assertThat(code("GET", "/config/known", "")).isEqualTo(40408);
    assertThat(code("POST", "/subjects/known/versions", "{")).isEqualTo(400);
    assertThat(code("POST", "/subjects/known/versions", "1".repeat(2 << 20))).isEqualTo(413);
    assertThat(code("GET", "/nowhere", "")).isEqualTo(404);
  }

  @Test
  void shouldTakeSubjectsNamedLikePartsOfPaths() throws Exception {
    // given
    String subject = "versions";

    // when
    JsonNode registered = send("POST", "/subjects/" + subject + "/versions", schema(A));

    // then
    assertThat(registered.has("id")).isTrue();
    assertThat(send("GET", "/subjects/a%2Fb/versions", "").path("message").asText())
        .contains("'a/b'");
  }

  private static int code(String method, String path, String body) throws Exception {
    return send(method, path, body).path("error_code").asInt();
  }

  private static String schema(String json) {
    return Schemas.JSON.createObjectNode().put("schema", json.replace('\'', '"')).toString();
  }

  private static JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(platform.registryUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return Schemas.JSON.readTree(response.body());
  }
}
