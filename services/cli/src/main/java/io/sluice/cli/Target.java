package io.sluice.cli;

import java.net.URI;
import java.util.Map;

/** Which installation a command speaks to. */
public sealed interface Target {

  /** The one of this working folder, started if it is not up. */
  record Local() implements Target {}

  /** The one of this working folder, which must be up already. */
  record Up() implements Target {}

  /**
   * One that is up elsewhere.
   *
   * @param bootstrap {@code host:port} of its Kafka, several joined by commas
   * @param registry its schema registry
   * @param store address of its store; empty when it was not named
   * @param connection what else its clients are told, by Kafka's and Confluent's keys; may hold
   *     secrets
   */
  record Remote(String bootstrap, URI registry, String store, Map<String, String> connection)
      implements Target {

    public Remote {
      connection = Map.copyOf(connection);
    }

    /** One that lets everybody in. */
    public Remote(String bootstrap, URI registry, String store) {
      this(bootstrap, registry, store, Map.of());
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
      return "Remote[%s, %s, %s]".formatted(bootstrap, registry, store);
    }
  }
}
