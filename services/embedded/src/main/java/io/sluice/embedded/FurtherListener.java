package io.sluice.embedded;

import java.util.HashMap;
import java.util.Map;

/**
 * A way to the broker beside the usual one, on 127.0.0.1 too: for trying how clients prove who they
 * are.
 *
 * @param protocol as Kafka calls it: {@code SASL_SSL}
 * @param port where to listen; must be free
 * @param settings the broker's, by Kafka's keys; those of the listener alone begin with {@code
 *     listener.name.further.}
 */
public record FurtherListener(String protocol, int port, Map<String, String> settings) {

  private static final String NAME = "FURTHER";

  public FurtherListener {
    settings = Map.copyOf(settings);
  }

  /** The address for clients, as {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The broker's settings with this listener. */
  Map<String, String> with(Map<String, String> usual) {
    Map<String, String> all = new HashMap<>(usual);
    String address = "%s://%s".formatted(NAME, bootstrapServers());
    all.merge("listeners", address, FurtherListener::joined);
    all.merge("advertised.listeners", address, FurtherListener::joined);
    all.merge(
        "listener.security.protocol.map",
        "%s:%s".formatted(NAME, protocol),
        FurtherListener::joined);
    all.putAll(settings);
    return all;
  }

  private static String joined(String one, String another) {
    return one + "," + another;
  }
}
