package io.sluice.shell;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.sluice.wire.topics.TopicRole;
import io.sluice.wire.topics.TopicSizes;
import io.sluice.work.storage.StorageSettings;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings from application.yml and the environment. */
@Factory
final class SettingsReader {

  private static final String PREFIX = "sluice.";
  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String INSTALLATION = "installation";

  /** Settings that only some services have. */
  private static final List<String> OWN_KEYS =
      List.of("flows", "inbox", "settle", "scan", "taken", "max-file-bytes");

  /** What can be written, by what is read of it. */
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          Role.class, "decide, work or both",
          Duration.class, "a time such as 60s",
          Integer.class, "a whole number",
          Short.class, "a whole number of at most %d".formatted(Short.MAX_VALUE));

  private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

  private final Environment environment;

  /** Every key below {@code sluice} that was asked for. */
  private final Set<String> asked = new TreeSet<>();

  SettingsReader(Environment environment) {
    this.environment = environment;
  }

  @Singleton
  ServiceSettings settings() {
    try {
      ServiceSettings settings = read();
      unreadVariables().forEach(LOG::warn);
      return settings;
    } catch (IllegalArgumentException e) {
      throw new ServiceStartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What is wrong with variables that look like settings, once the settings were read. */
  List<String> unreadVariables() {
    return UnreadVariables.besides(asked).in(environment.getPropertySources());
  }

  private ServiceSettings read() {
    return new ServiceSettings(
        required("kafka." + BOOTSTRAP, String.class),
        connection(),
        sizes(),
        required("sluice.stream-threads", Integer.class),
        required("sluice.standbys", Integer.class),
        store(),
        Path.of(required("sluice.state", String.class)).toAbsolutePath(),
        pools(),
        required("sluice.role", Role.class),
        optional("sluice.slots", Integer.class)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        required("sluice.version", String.class),
        own(),
        required("sluice.start-limit", Duration.class));
  }

  private StorageSettings store() {
    Map<String, String> options = new HashMap<>();
    for (String key : StorageSettings.Options.KEYS) {
      find(PREFIX + key, String.class)
          .filter(it -> !it.isBlank())
          .ifPresent(it -> options.put(key, it));
    }
    Path cache = Path.of(required("sluice.state", String.class)).resolve("cache");
    try {
      return StorageSettings.at(
          required("sluice.store", String.class), options, System.getenv(), cache);
    } catch (IllegalArgumentException e) {
      throw new ServiceStartException("The store's settings: " + e.getMessage(), e);
    }
  }

  /** Key by key, so that a variable of the environment wins over the file. */
  private Map<String, Object> connection() {
    Map<String, Object> connection = new HashMap<>();
    ConnectionKeys keys = ConnectionKeys.known();
    keys.check(environment.getPropertySources());
    keys.names().forEach(key -> put(connection, key, "kafka." + key));
    for (TopicRole role : TopicRole.values()) {
      put(connection, role.key(), PREFIX + role.key());
    }
    put(connection, INSTALLATION, PREFIX + INSTALLATION);
    return connection;
  }

  private TopicSizes sizes() {
    return new TopicSizes(
        required("sluice.partitions", Integer.class),
        optional("sluice.replication-factor", Short.class),
        optional("sluice.min-insync-replicas", Integer.class));
  }

  private Map<String, String> own() {
    Map<String, String> own = new HashMap<>();
    for (String key : OWN_KEYS) {
      find(PREFIX + key, String.class).ifPresent(it -> own.put(key, it));
    }
    return own;
  }

  private void put(Map<String, Object> connection, String key, String property) {
    find(property, String.class).ifPresent(it -> connection.put(key, it));
  }

  private Set<String> pools() {
    Set<String> pools = new TreeSet<>();
    find("sluice.pool", String.class).ifPresent(pools::add);
    pools.addAll(List.of(find("sluice.pools", String[].class).orElse(new String[0])));
    pools.removeIf(String::isBlank);
    return pools;
  }

  private <T> T required(String key, Class<T> type) {
    return optional(key, type)
        .orElseThrow(
            () ->
                new ServiceStartException(
                    "%s is not set. Set it in application.yml or the environment.".formatted(key)));
  }

  private <T> Optional<T> optional(String key, Class<T> type) {
    Optional<String> given = find(key, String.class).filter(it -> !it.isBlank());
    return given.map(
        text ->
            find(key, type)
                .orElseThrow(
                    () ->
                        new ServiceStartException(
                            "%s: expected %s but got %s"
                                .formatted(key, EXPECTED.getOrDefault(type, "a text"), text))));
  }

  private <T> Optional<T> find(String key, Class<T> type) {
    if (key.startsWith(PREFIX)) {
      asked.add(key.substring(PREFIX.length()));
    }
    return environment.getProperty(key, type);
  }
}
