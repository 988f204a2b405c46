package io.sluice.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;

/** Schemas as the text that registries keep: without hints that only Java understands. */
final class SchemaText {
  private static final String JAVA_STRING = "avro.java.string";

  private SchemaText() {}

  /** The JSON to register. */
  static String of(Schema schema) {
    String text = schema.toString();
    if (!text.contains(JAVA_STRING)) {
      return text;
    }
    try {
      return withoutHints(RegistryHttp.JSON.readTree(text)).toString();
    } catch (JsonProcessingException e) {
      throw new SerializationException("Avro wrote a schema that is not JSON: " + text, e);
    }
  }

  /** Reads what a registry keeps, names and defaults unchecked: others may have laxer rules. */
  static Schema parse(String text) {
    try {
      return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
    } catch (SchemaParseException e) {
      throw new SerializationException("Schema registry holds no valid Avro schema", e);
    }
  }

  private static JsonNode withoutHints(JsonNode node) {
    if (node instanceof ObjectNode object) {
      boolean hinted = object.remove(JAVA_STRING) != null;
      JsonNode type = object.get("type");
      // {"type":"string"} alone is "string", as the schema's author wrote it.
      if (hinted && object.size() == 1 && type != null && type.isTextual()) {
        return type;
      }
      object.properties().forEach(e -> e.setValue(withoutHints(e.getValue())));
      return object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutHints(array.get(i)));
      }
    }
    return node;
  }
}
