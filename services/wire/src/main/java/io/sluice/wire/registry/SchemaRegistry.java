package io.sluice.wire.registry;

import org.apache.avro.Schema;

/**
 * Knows schemas by global id. Implementations are safe for use by several threads.
 *
 * <p>Each call throws {@link RegistryUnavailableException} when the registry cannot be reached in
 * the configured number of tries, and {@link RegistryRefusedException} when it answers no.
 */
public interface SchemaRegistry {

  /** Registers {@code schema} under {@code subject} unless it is there; its global id. */
  int register(String subject, Schema schema);

  /** The id of {@code schema}, which must be registered under {@code subject} already. */
  int idOf(String subject, Schema schema);

  /** The schema with this global id. */
  Schema byId(int id);
}
