package io.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wire.registry.HttpSchemaRegistry;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class MemoryRegistryTest {

  @Test
  void shouldGiveBackTheSchemasItWasGiven() throws Exception {
    try (MemoryRegistry registry = MemoryRegistry.start()) {
      // given
      Map<String, String> config = Map.of("schema.registry.url", registry.url());
      HttpSchemaRegistry writer = HttpSchemaRegistry.of(config);
      writer.requireReachable();

      // when
      int text = writer.register("topic-one", Schema.create(Schema.Type.STRING));
      int number = writer.register("topic-two", Schema.create(Schema.Type.LONG));

      // then
      HttpSchemaRegistry reader = HttpSchemaRegistry.of(config);
      assertThat(reader.byId(text)).isEqualTo(Schema.create(Schema.Type.STRING));
      assertThat(reader.byId(number)).isEqualTo(Schema.create(Schema.Type.LONG));
      assertThat(reader.register("topic-one", Schema.create(Schema.Type.STRING))).isEqualTo(text);
    }
  }
}
