package io.sluice.work.store;

import java.io.IOException;

/** A manifest is of a format that this version does not know: no damage, and left as it is. */
final class NewerManifestException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param place where it lies, for people
   */
  NewerManifestException(String place, int format) {
    super(
        "manifest %s was written by a newer Sluice, in format %d; this one reads format %d: use the newer one for this store"
            .formatted(place, format, Manifest.FORMAT));
  }
}
