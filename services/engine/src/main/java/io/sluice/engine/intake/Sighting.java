package io.sluice.engine.intake;

import java.time.Instant;

/**
 * A file as it was seen.
 *
 * @param bytes its size
 * @param modified its last change, as the file system tells
 * @param identity what the file system knows it by; empty where it has no such thing
 * @param arrived since when it is there under its name and with its content, by the file system's
 *     clock: the same however often it is asked for
 */
public record Sighting(long bytes, Instant modified, String identity, Instant arrived) {

  /** Whether it is the same file with the same content, under whatever name. */
  public boolean isSameFile(Sighting other) {
    return bytes == other.bytes
        && modified.equals(other.modified)
        && identity.equals(other.identity);
  }
}
