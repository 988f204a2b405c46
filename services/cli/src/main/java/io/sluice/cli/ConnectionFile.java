package io.sluice.cli;

import io.sluice.engine.flow.Suggestion;
import io.sluice.wire.ClientSettings;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicRole;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the environment and a file of properties tell of the way to an installation: Kafka's keys
 * for all clients, Confluent's for the registry, the installation's name and its topics'.
 */
final class ConnectionFile {

  private static final long MAX_BYTES = 1 << 20;

  /** What else stands in a key's place may be part of a secret. */
  private static final Pattern KEY = Pattern.compile("[a-z.-]{1,80}");

  private static final Set<String> OPTIONS = Set.of("bootstrap.servers", "schema.registry.url");

  private ConnectionFile() {}

  /**
   * Reads both; the file wins.
   *
   * @throws Refusal if the file cannot be read or holds a key that is not known
   */
  static Map<String, String> read(Optional<Path> file, Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    variables()
        .forEach(
            (variable, key) -> {
              String value = environment.getOrDefault(variable, "");
              if (!value.isBlank()) {
                settings.put(key, value);
              }
            });
    file.ifPresent(path -> settings.putAll(read(path)));
    return settings;
  }

  /** Keys by the variables that hold them: {@code KAFKA_SASL_MECHANISM}. */
  private static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    ofClients().forEach(key -> variables.put("KAFKA_" + shouted(key), key));
    ofNames().forEach(key -> variables.put("SLUICE_" + shouted(key), key));
    return variables;
  }

  private static String shouted(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static Set<String> ofClients() {
    Set<String> keys = new TreeSet<>(ClientSettings.keys());
    keys.addAll(HttpSchemaRegistry.keys());
    keys.removeAll(OPTIONS);
    return keys;
  }

  private static Set<String> ofNames() {
    Set<String> keys = new TreeSet<>(Set.of(TopicNames.INSTALLATION));
    for (TopicRole role : TopicRole.values()) {
      keys.add(role.key());
    }
    return keys;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw Refusal.usage("--config: %s is larger than %d bytes.".formatted(file, MAX_BYTES));
      }
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.usage("--config: %s cannot be read: %s.".formatted(file, FileWords.of(e)));
    }
    Set<String> known = ofClients();
    known.addAll(ofNames());
    Map<String, String> settings = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      requireKnown(file, key, known);
      settings.put(key, properties.getProperty(key));
    }
    return settings;
  }

  private static void requireKnown(Path file, String key, Set<String> known) {
    if (OPTIONS.contains(key)) {
      throw Refusal.usage(
          "--config: %s holds %s, which --%s names."
              .formatted(file, key, key.startsWith("boot") ? "bootstrap" : "registry"));
    }
    if (!KEY.matcher(key).matches()) {
      throw Refusal.usage(
          "--config: %s holds a line that does not begin with a key: end those of a value of several"
                  .formatted(file)
              + " lines with \\n\\, but for the last.");
    }
    if (!known.contains(key)) {
      throw Refusal.usage(
          "--config: %s holds %s, which is no setting of Kafka's clients or of the registry's.%s"
              .formatted(
                  file,
                  key,
                  Suggestion.nearest(key, known).map(" Did you mean %s?"::formatted).orElse("")));
    }
  }
}
