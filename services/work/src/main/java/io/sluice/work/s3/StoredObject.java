package io.sluice.work.s3;

import java.time.Instant;

/**
 * What a bucket says of an object.
 *
 * @param key below the bucket's prefix
 */
public record StoredObject(String key, long bytes, Instant changed) {

  /** What follows the last slash. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
