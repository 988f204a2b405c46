package io.sluice.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Reads schemas and tells which texts mean the same one. */
final class Schemas {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Schemas() {}

  /** The schema in {@code text}, refused with Confluent's error when it is none. */
  static Schema parse(String text) {
    try {
      return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  /** Equal for schemas that differ in white space and the order of their attributes alone. */
  static String identity(Schema schema) {
    try {
      JsonNode tree = JSON.readTree(schema.toString());
      Object plain = JSON.treeToValue(tree, Object.class);
      return plain instanceof Map<?, ?> ? JSON.writeValueAsString(plain) : tree.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }
}
