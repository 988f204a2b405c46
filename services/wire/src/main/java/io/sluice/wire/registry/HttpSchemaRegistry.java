package io.sluice.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry over HTTP that remembers every answer: ids and schemas never change once given.
 * Thread-safe; share one between all serializers of a process.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSchemaRegistry.class);

  private final RegistryHttp http;
  private final RegistryConfig config;
  private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private HttpSchemaRegistry(RegistryConfig config) {
    this.config = config;
    this.http = new RegistryHttp(config);
  }

  /**
   * A client with Confluent's configuration keys, of which {@code schema.registry.url} must be
   * there.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a key is missing or makes no sense
   */
  public static HttpSchemaRegistry of(Map<String, ?> config) {
    return new HttpSchemaRegistry(RegistryConfig.of(config));
  }

  /** The configuration keys that are read. */
  public static Set<String> keys() {
    return RegistryConfig.keys();
  }

  /**
   * Returns when the registry answers and lets this client in.
   *
   * @throws RegistryUnavailableException if it does not in the configured number of tries
   */
  public void requireReachable() {
    try {
      http.get("/schemas/types");
    } catch (RegistryRefusedException e) {
      // some do not know this path; what matters is that it answers
      LOG.atTrace().log("Registry answered");
    }
  }

  @Override
  public int register(String subject, Schema schema) {
    return idFor(subject, schema, "/versions");
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return idFor(subject, schema, "");
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Schema fetched = SchemaText.parse(http.get("/schemas/ids/" + id).path("schema").asText());
    Schema earlier = schemas.putIfAbsent(id, fetched);
    return earlier == null ? fetched : earlier;
  }

  /** The compatibility level that holds where a subject has none of its own, such as BACKWARD. */
  public String compatibility() {
    return http.get("/config").path("compatibilityLevel").asText();
  }

  private int idFor(String subject, Schema schema, String suffix) {
    SubjectSchema key = new SubjectSchema(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    String query = config.normalize() ? "?normalize=true" : "";
    JsonNode answer = http.post("/subjects/" + encode(subject) + suffix + query, body(schema));
    if (!answer.path("id").canConvertToInt()) {
      throw new SerializationException("Schema registry gave no id for subject " + subject);
    }
    int id = answer.path("id").asInt();
    ids.put(key, id);
    return id;
  }

  private static ObjectNode body(Schema schema) {
    return RegistryHttp.JSON.createObjectNode().put("schema", SchemaText.of(schema));
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record SubjectSchema(String subject, Schema schema) {}
}
