package io.sluice.wire.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom the client trusts over TLS and how it shows itself, by Confluent's keys: Kafka's own for TLS
 * behind {@code schema.registry.}.
 *
 * @param context keys and trusted certificates
 * @param parameters protocols and cipher suites
 */
record RegistryTls(SSLContext context, SSLParameters parameters) {

  private static final String PREFIX = "schema.registry.";

  /** Those keys that a client over HTTP can follow. */
  static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (String key : definition().names()) {
      if (key.startsWith("ssl.keystore")
          || key.startsWith("ssl.truststore")
          || key.equals(SslConfigs.SSL_KEY_PASSWORD_CONFIG)
          || key.equals(SslConfigs.SSL_PROTOCOL_CONFIG)
          || key.equals(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG)
          || key.equals(SslConfigs.SSL_CIPHER_SUITES_CONFIG)) {
        keys.add(PREFIX + key);
      }
    }
    return keys;
  }

  /**
   * What a configuration says; empty when it says nothing, so that what Java trusts is trusted.
   *
   * @throws ConfigException if a store cannot be read, or a key under {@code schema.registry.ssl.}
   *     is none that can be followed
   */
  static Optional<RegistryTls> of(Map<String, ?> config) {
    Set<String> known = keys();
    Map<String, Object> given = new HashMap<>();
    config.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX + "ssl.") && isGiven(value)) {
            requireKnown(key, known);
            given.put(key.substring(PREFIX.length()), value);
          }
        });
    return given.isEmpty() ? Optional.empty() : Optional.of(read(given));
  }

  private static boolean isGiven(@Nullable Object value) {
    return value != null && !value.toString().isBlank();
  }

  private static void requireKnown(String key, Set<String> known) {
    if (!known.contains(key)) {
      throw new ConfigException(
          "%s is not known: expected one of %s".formatted(key, String.join(", ", known)));
    }
  }

  private static RegistryTls read(Map<String, Object> given) {
    Map<String, Object> parsed = definition().parse(given);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(parsed);
      SSLParameters parameters = new SSLParameters();
      list(parsed, SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG).ifPresent(parameters::setProtocols);
      list(parsed, SslConfigs.SSL_CIPHER_SUITES_CONFIG).ifPresent(parameters::setCipherSuites);
      return new RegistryTls(factory.sslContext(), parameters);
    } catch (KafkaException e) {
      throw new ConfigException(
          "%sssl.* cannot be used: %s".formatted(PREFIX, String.valueOf(e.getMessage())));
    }
  }

  private static Optional<String[]> list(Map<String, Object> parsed, String key) {
    return parsed.get(key) instanceof List<?> values && !values.isEmpty()
        ? Optional.of(values.stream().map(String::valueOf).toArray(String[]::new))
        : Optional.empty();
  }

  private static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    return definition;
  }
}
