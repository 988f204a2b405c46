package io.sluice.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

  @Test
  void shouldLetTheEnvironmentWinOverTheFile() {
    // given
    Map<String, Object> variables =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
            "KAFKA_SCHEMA_REGISTRY_URL", "http://registry:8081",
            "KAFKA_BASIC_AUTH_USER_INFO", "reader:secret",
            "SLUICE_POOL", "clean",
            "SLUICE_INSTALLATION", "winery",
            "SLUICE_ROLE", "work");

    // when
    ServiceSettings settings = read(variables);

    // then
    assertThat(settings.bootstrapServers()).isEqualTo("broker:9092");
    assertThat(settings.connection())
        .containsEntry("schema.registry.url", "http://registry:8081")
        .containsEntry("basic.auth.user.info", "reader:secret")
        .containsEntry("installation", "winery");
    assertThat(settings.pools()).containsExactly("clean");
    assertThat(settings.role()).isEqualTo(Role.WORK);
  }

  @Test
  void shouldShowNoSecret() {
    // when
    ServiceSettings settings = read(Map.of("KAFKA_BASIC_AUTH_USER_INFO", "reader:secret"));

    // then
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @SuppressWarnings("removal") // the only way to hand in variables by their environment names
  private static ServiceSettings read(Map<String, Object> variables) {
    PropertySource environment =
        PropertySource.of("env", variables, PropertyConvention.ENVIRONMENT_VARIABLE);
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(environment)
            .properties(Map.of("sluice.version", "1"))
            .start()) {
      return context.getBean(ServiceSettings.class);
    }
  }
}
