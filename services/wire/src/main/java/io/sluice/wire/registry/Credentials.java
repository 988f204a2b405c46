package io.sluice.wire.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/** The value of an Authorization header, or none; never shown. */
final class Credentials {
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_USER_INFO = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String BEARER_TOKEN = "bearer.auth.token";
  private static final String PREFIXED_USER_INFO = "schema.registry." + BASIC_USER_INFO;

  static final List<String> KEYS =
      List.of(BASIC_SOURCE, BASIC_USER_INFO, PREFIXED_USER_INFO, BEARER_SOURCE, BEARER_TOKEN);

  private final Optional<String> header;

  private Credentials(Optional<String> header) {
    this.header = header;
  }

  static Credentials of(Map<String, ?> config) {
    String source = text(config, BASIC_SOURCE).orElse("URL");
    Optional<String> userInfo =
        text(config, BASIC_USER_INFO).or(() -> text(config, PREFIXED_USER_INFO));
    return switch (source) {
      case "USER_INFO" ->
          basic(userInfo.orElseThrow(() -> missing(BASIC_USER_INFO, BASIC_SOURCE, source)));
      case "URL" -> bearer(config);
      default -> throw new ConfigException(BASIC_SOURCE, source, "expected one of URL, USER_INFO");
    };
  }

  /** These, or those written into the address when there are none. */
  Credentials orFrom(URI address) {
    String userInfo = address.getUserInfo();
    return header.isPresent() || userInfo == null ? this : basic(userInfo);
  }

  Optional<String> header() {
    return header;
  }

  @Override
  public String toString() {
    return header.isPresent() ? "Credentials[hidden]" : "Credentials[none]";
  }

  private static Credentials bearer(Map<String, ?> config) {
    String source = text(config, BEARER_SOURCE).orElse("STATIC_TOKEN");
    Optional<String> token = text(config, BEARER_TOKEN);
    if (!source.equals("STATIC_TOKEN")) {
      throw new ConfigException(BEARER_SOURCE, source, "expected STATIC_TOKEN");
    }
    if (token.isEmpty() && config.containsKey(BEARER_SOURCE)) {
      throw missing(BEARER_TOKEN, BEARER_SOURCE, source);
    }
    return new Credentials(token.map(t -> "Bearer " + t));
  }

  private static Credentials basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return new Credentials(Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes)));
  }

  private static Optional<String> text(Map<String, ?> config, String key) {
    return Optional.ofNullable(config.get(key)).map(Object::toString).filter(s -> !s.isBlank());
  }

  private static ConfigException missing(String key, String because, String value) {
    return new ConfigException(key + " must be set, since " + because + " is " + value);
  }
}
