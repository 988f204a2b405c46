package io.sluice.wire.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a serializer needs to know, read from Confluent's keys.
 *
 * @param urls where the registry answers, tried in this order; without user and password
 * @param autoRegister whether unknown schemas are registered rather than refused
 * @param normalize whether the registry is asked to compare schemas in their normal form
 * @param specificReader whether records become generated classes (else generic records)
 * @param naming how subjects are named
 * @param credentials what every request carries
 * @param tls whom to trust; empty for those that Java trusts
 * @param tries how often a request is sent at most, over all urls, at least 1
 * @param pause wait after the first failed try; it doubles with each further one, up to 2 s
 * @param timeout how long one request may take
 */
record RegistryConfig(
    List<URI> urls,
    boolean autoRegister,
    boolean normalize,
    boolean specificReader,
    SubjectNaming naming,
    Credentials credentials,
    Optional<RegistryTls> tls,
    int tries,
    Duration pause,
    Duration timeout) {
  static final String URLS = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String NORMALIZE = "normalize.schemas";
  static final String SPECIFIC_READER = "specific.avro.reader";
  static final String SUBJECT_NAMING = "value.subject.name.strategy";
  static final String RETRIES = "max.retries";
  static final String RETRY_WAIT_MS = "retries.wait.ms";
  static final String READ_TIMEOUT_MS = "http.read.timeout.ms";

  RegistryConfig {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new ConfigException(URLS + " must name the schema registry");
    }
  }

  /** All keys that are read. */
  static Set<String> keys() {
    Set<String> keys = new TreeSet<>(RegistryTls.keys());
    keys.addAll(Credentials.KEYS);
    keys.addAll(
        List.of(
            URLS,
            AUTO_REGISTER,
            NORMALIZE,
            SPECIFIC_READER,
            SUBJECT_NAMING,
            RETRIES,
            RETRY_WAIT_MS,
            READ_TIMEOUT_MS));
    return keys;
  }

  /**
   * Reads the configuration of a client or serializer; other keys are left alone.
   *
   * @throws ConfigException if a key is missing or its value makes no sense
   */
  static RegistryConfig of(Map<String, ?> config) {
    List<URI> addresses = addresses(config.get(URLS));
    Credentials credentials = Credentials.of(config);
    for (URI address : addresses) {
      credentials = credentials.orFrom(address);
    }
    return new RegistryConfig(
        addresses.stream().map(RegistryConfig::withoutUser).toList(),
        flag(config, AUTO_REGISTER, true),
        flag(config, NORMALIZE, false),
        flag(config, SPECIFIC_READER, true),
        SubjectNaming.of(text(config, SUBJECT_NAMING).orElse("TopicRecordNameStrategy")),
        credentials,
        RegistryTls.of(config),
        1 + number(config, RETRIES, 5),
        Duration.ofMillis(number(config, RETRY_WAIT_MS, 100)),
        Duration.ofMillis(Math.max(1, number(config, READ_TIMEOUT_MS, 10_000))));
  }

  private static List<URI> addresses(@Nullable Object value) {
    String joined =
        switch (value) {
          case null -> "";
          case List<?> list -> String.join(",", list.stream().map(Object::toString).toList());
          default -> value.toString();
        };
    return Arrays.stream(joined.split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .map(RegistryConfig::address)
        .toList();
  }

  private static URI address(String url) {
    String ending = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    try {
      URI uri = URI.create(ending);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below without the text, which may hold a password.
    }
    throw new ConfigException(URLS + " holds an address that is not http(s)://host[:port][/path]");
  }

  private static URI withoutUser(URI uri) {
    String user = uri.getRawUserInfo();
    return user == null ? uri : URI.create(uri.toString().replace(user + "@", ""));
  }

  private static Optional<String> text(Map<String, ?> config, String key) {
    return Optional.ofNullable(config.get(key))
        .map(v -> v instanceof Class<?> c ? c.getName() : v.toString().strip());
  }

  private static boolean flag(Map<String, ?> config, String key, boolean otherwise) {
    return switch (text(config, key).orElse(Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      case String other -> throw new ConfigException(key, other, "expected true or false");
    };
  }

  private static int number(Map<String, ?> config, String key, int otherwise) {
    String value = text(config, key).orElse(Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigException(key, value, "expected a number of at least 0");
  }
}
