package io.sluice.shell;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.sluice.work.stage.StoreLayout;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings from application.yml and the environment. */
@Factory
final class SettingsReader {

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String INSTALLATION = "installation";

  private final Environment environment;

  SettingsReader(Environment environment) {
    this.environment = environment;
  }

  @Singleton
  ServiceSettings settings() {
    Map<String, Object> kafka = properties("kafka");
    return new ServiceSettings(
        required("kafka." + BOOTSTRAP, String.class),
        connection(kafka),
        required("sluice.partitions", Integer.class),
        StoreLayout.at(required("sluice.store", String.class)),
        Path.of(required("sluice.state", String.class)).toAbsolutePath(),
        pools(),
        required("sluice.role", Role.class),
        environment
            .getProperty("sluice.slots", Integer.class)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        required("sluice.version", String.class),
        required("sluice.start-limit", Duration.class));
  }

  private Map<String, Object> connection(Map<String, Object> kafka) {
    Map<String, Object> connection = new HashMap<>(kafka);
    properties("topics").forEach((role, name) -> connection.put("topics." + role, name));
    connection.put(INSTALLATION, required("sluice." + INSTALLATION, String.class));
    return connection;
  }

  private Map<String, Object> properties(String prefix) {
    return environment.getProperties(prefix, StringConvention.RAW);
  }

  private Set<String> pools() {
    Set<String> pools = new TreeSet<>();
    environment.getProperty("sluice.pool", String.class).ifPresent(pools::add);
    pools.addAll(
        List.of(environment.getProperty("sluice.pools", String[].class).orElse(new String[0])));
    pools.removeIf(String::isBlank);
    return pools;
  }

  private <T> T required(String key, Class<T> type) {
    return environment
        .getProperty(key, type)
        .orElseThrow(
            () ->
                new ServiceStartException(
                    "%s is not set, or is no %s. Set it in application.yml or the environment."
                        .formatted(key, type.getSimpleName())));
  }
}
