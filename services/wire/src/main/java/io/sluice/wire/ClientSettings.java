package io.sluice.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * What every Kafka client of a process is told: the brokers, and how it proves who it is. Holds
 * secrets and shows none. Immutable.
 */
public final class ClientSettings {

  private static final Pattern NAME =
      Pattern.compile("\\b(?:username|clientId)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))");

  private final Map<String, String> settings;

  private ClientSettings(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  /**
   * Takes what all clients know from a configuration; other keys are left alone.
   *
   * @param bootstrapServers {@code host:port}, several joined by commas
   */
  public static ClientSettings of(String bootstrapServers, Map<String, ?> config) {
    Map<String, String> settings = new TreeMap<>();
    for (String key : keys()) {
      Object value = config.get(key);
      if (value != null && !value.toString().isBlank()) {
        settings.put(key, value.toString());
      }
    }
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return new ClientSettings(settings);
  }

  /**
   * The keys of Kafka that admin client, producer and consumer all take, but for the brokers and
   * what names a single client.
   */
  public static Set<String> keys() {
    Set<String> keys = new TreeSet<>(AdminClientConfig.configNames());
    keys.retainAll(ProducerConfig.configNames());
    keys.retainAll(ConsumerConfig.configNames());
    keys.removeIf(key -> key.startsWith("metric") || key.startsWith("config.providers"));
    keys.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    keys.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
    return keys;
  }

  /** A map of one's own to add to, by Kafka's keys. It may hold secrets. */
  public Map<String, Object> map() {
    return new HashMap<>(settings);
  }

  public String bootstrapServers() {
    return settings.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  /** How the clients speak: {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT}, … */
  public String protocol() {
    return settings.getOrDefault(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
  }

  /** Who the clients say they are, as far as that can be known here; nothing secret. */
  public String who() {
    if (!protocol().startsWith("SASL")) {
      return protocol().equals("SSL") ? "this client's certificate" : "a client without a name";
    }
    String mechanism =
        settings.getOrDefault(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM);
    Matcher name = NAME.matcher(settings.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
    if (!name.find()) {
      return "this client (%s)".formatted(mechanism);
    }
    return "\"%s\" (%s)"
        .formatted(name.group(1) == null ? name.group(2) : name.group(1), mechanism);
  }

  @Override
  public String toString() {
    return "ClientSettings[%s by %s as %s]".formatted(bootstrapServers(), protocol(), who());
  }
}
