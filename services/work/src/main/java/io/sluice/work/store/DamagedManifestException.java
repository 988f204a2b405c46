package io.sluice.work.store;

import java.io.IOException;

/** A manifest is there and says nothing that can be understood. */
final class DamagedManifestException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, without its place. */
  static final String WHY = "its manifest cannot be read";

  /**
   * @param place where it lies, for people
   */
  DamagedManifestException(String place, Exception cause) {
    super("manifest %s cannot be read: %s".formatted(place, firstLine(cause)), cause);
  }

  private static String firstLine(Exception cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
