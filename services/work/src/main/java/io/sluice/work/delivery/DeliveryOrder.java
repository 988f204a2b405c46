package io.sluice.work.delivery;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one publication, as the gate passed them.
 *
 * @param slice the slice's text, empty when the flow has none
 * @param period the period's text, empty when the flow has none
 * @param version the publication's version, from 1
 */
public record DeliveryOrder(
    String flow, String slice, String period, int version, List<Item> items) {

  public DeliveryOrder {
    items = List.copyOf(items);
  }

  /**
   * One file.
   *
   * @param fileName its name where it is delivered
   * @param source where it lies now
   * @param sha256 hash that the gate passed, lower-case hex
   * @param bytes size that the gate passed
   */
  public record Item(String fileName, Path source, String sha256, long bytes) {

    SourceChangedException gone() {
      return new SourceChangedException("%s is not there any more".formatted(fileName));
    }

    SourceChangedException differs(long foundBytes, String foundSha256) {
      return new SourceChangedException(
          "%s is not the file that the gate passed: expected %d bytes with SHA-256 %s, found %d bytes with %s"
              .formatted(fileName, bytes, sha256, foundBytes, foundSha256));
    }
  }
}
