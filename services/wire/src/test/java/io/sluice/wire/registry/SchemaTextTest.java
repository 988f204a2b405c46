package io.sluice.wire.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a field's type lies in another schema, as registry references have it
        "{'type':'record','name':'Order','fields':[{'name':'of','type':'other.Customer'}]}",
        "{'type':'array','items':'other.Customer'}",
        "'other.Customer'",
        // kinds of schemas that are not Avro's
        "{'type':'object','properties':{'id':{'type':'string'}}}",
        "{'$ref':'#/definitions/id'}",
        "syntax = 'proto3'; message Order { string id = 1; }",
        "[]]",
        "null",
        "12",
        "{",
        "",
      })
  void shouldCallWhatIsNoSchemaOfItsOwnUnreadable(String text) {
    assertThatThrownBy(() -> SchemaText.parse(text.replace('\'', '"')))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("no Avro schema");
  }
}
