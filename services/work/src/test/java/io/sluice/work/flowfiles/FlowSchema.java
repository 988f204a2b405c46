package io.sluice.work.flowfiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published JSON Schema of flow.yaml. */
final class FlowSchema {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FRAGMENTS = "#/$defs/";

  private final JsonNode schema;
  private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);

  FlowSchema() {
    try {
      schema =
          JSON.readTree(Files.readString(FlowDefinitionsTest.DOCS.resolve("flow.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fragments whose names begin so. */
  List<String> fragments(String start) {
    return schema.path("$defs").properties().stream()
        .map(entry -> entry.getKey())
        .filter(name -> name.startsWith(start))
        .toList();
  }

  /** The keys of a section, of all its kinds together. */
  Set<String> keys(String section) {
    JsonNode fragment = schema.path("$defs").path(section);
    Set<String> keys = new TreeSet<>();
    fragment.path("properties").fieldNames().forEachRemaining(keys::add);
    for (JsonNode kind : fragment.path("anyOf")) {
      if (kind.has("$ref")) {
        keys.addAll(keys(kind.path("$ref").asText().substring(FRAGMENTS.length())));
      }
    }
    return keys;
  }

  /** What is wrong with a flow.yaml. */
  List<String> problems(String yaml) {
    return problems("flow", yaml);
  }

  /** What is wrong with a text that a section's fragment describes. */
  List<String> problems(String section, String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return fragment(section).validate(JSON.valueToTree(tree)).stream()
        .map(ValidationMessage::toString)
        .toList();
  }

  private JsonSchema fragment(String section) {
    var root = (ObjectNode) schema.deepCopy();
    root.put("$ref", FRAGMENTS + section);
    return factory.getSchema(root);
  }
}
