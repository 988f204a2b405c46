package io.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wire.registry.HttpSchemaRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnusedRegistryTest {

  @Test
  void shouldAnswerTheQuestionOfAStart() throws Exception {
    try (UnusedRegistry registry = UnusedRegistry.start()) {
      Map<String, String> config = Map.of("schema.registry.url", registry.url());

      HttpSchemaRegistry.of(config).requireReachable();
      HttpSchemaRegistry.of(config).requireReachable();

      assertThat(registry.url()).startsWith("http://127.0.0.1:");
    }
  }
}
