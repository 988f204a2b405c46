package io.sluice.shell;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.sluice.engine.flow.Suggestion;
import io.sluice.wire.ClientSettings;
import io.sluice.wire.registry.HttpSchemaRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that a service knows under {@code kafka}: Kafka's and Confluent's own. */
record ConnectionKeys(Set<String> names) {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionKeys.class);
  private static final String PREFIX = "kafka.";
  private static final String BOOTSTRAP = "bootstrap.servers";

  /** Variables that begin like these are meant for a client; others may be anybody's. */
  private static final List<String> MEANT =
      List.of("KAFKA_SASL_", "KAFKA_SSL_", "KAFKA_SECURITY_", "KAFKA_SCHEMA_REGISTRY_");

  static ConnectionKeys known() {
    Set<String> names = new TreeSet<>(ClientSettings.keys());
    names.addAll(HttpSchemaRegistry.keys());
    return new ConnectionKeys(names);
  }

  /**
   * Warns of variables of the environment that look like a key and are none.
   *
   * @throws ServiceStartException if a file has a key that is not known: it would be without effect
   */
  void check(Collection<PropertySource> sources) {
    for (PropertySource source : sources) {
      boolean variables = source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE;
      for (String name : source) {
        if (variables) {
          checkVariable(name);
        } else if (name.startsWith(PREFIX)) {
          checkKey(name.substring(PREFIX.length()), source.getName());
        }
      }
    }
  }

  private void checkKey(String key, String source) {
    if (!isKnown(key)) {
      throw new ServiceStartException(
          "%s%s (%s) is no setting of Kafka's clients or of the registry's.%s"
              .formatted(
                  PREFIX,
                  key,
                  source,
                  Suggestion.nearest(key, names)
                      .map(near -> " Did you mean %s%s?".formatted(PREFIX, near))
                      .orElse("")));
    }
  }

  private void checkVariable(String name) {
    if (MEANT.stream().anyMatch(name::startsWith)
        && !isKnown(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'))) {
      LOG.atWarn()
          .addKeyValue("variable", name)
          .log("A variable looks like a setting of Kafka's clients but is none");
    }
  }

  private boolean isKnown(String key) {
    return key.equals(BOOTSTRAP) || names.contains(key);
  }
}
