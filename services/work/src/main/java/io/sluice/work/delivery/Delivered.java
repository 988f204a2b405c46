package io.sluice.work.delivery;

import java.util.List;

/**
 * A finished delivery.
 *
 * @param address the folder, relative to the delivery's root: the same on every machine
 */
public record Delivered(String address, List<File> files) {

  public Delivered {
    files = List.copyOf(files);
  }

  /** A delivered file. */
  public record File(String name, String sha256, long bytes) {}
}
