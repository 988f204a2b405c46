package io.sluice.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
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

  /**
   * Reads what a registry keeps, names and defaults unchecked: others may have laxer rules.
   *
   * @throws SerializationException if it is no Avro schema, or none without others that it refers
   *     to
   */
  static Schema parse(String text) {
    try {
      return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
    } catch (RuntimeException e) {
      // The parser has no one exception for what it does not know: a name that nothing defines, or
      // the text of another kind of schema, comes out as whatever it stumbled over.
      throw new SerializationException(
          "Schema registry holds no Avro schema that stands alone: " + e.getMessage(), e);
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
