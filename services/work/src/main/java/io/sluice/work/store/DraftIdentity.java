package io.sluice.work.store;

import java.util.UUID;

/**
 * Whose draft it is.
 *
 * @param nonce keeps two executions of one attempt, after a redelivery, out of each other's way
 */
record DraftIdentity(String flow, String stage, String key, String attempt, String nonce) {

  static DraftIdentity of(String flow, String stage, String key, String attempt) {
    return new DraftIdentity(
        StoreNames.name("flow", flow),
        StoreNames.name("stage", stage),
        StoreNames.hash("key", key),
        StoreNames.attempt(attempt),
        UUID.randomUUID().toString().substring(0, 8));
  }

  /**
   * A name that no other draft gives to a file.
   *
   * @param number of the file within the draft, from 1
   */
  String fileName(String output, int number, String extension) {
    StoreNames.name("output", output);
    StoreNames.name("extension", extension);
    return "%s-%s-%s-%d.%s".formatted(output, attempt, nonce, number, extension);
  }
}
