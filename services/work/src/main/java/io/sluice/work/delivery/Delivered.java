package io.sluice.work.delivery;

import java.util.Comparator;
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

  /** What there will be when an order is done. */
  static Delivered of(List<String> folders, DeliveryOrder order) {
    return new Delivered(
        String.join("/", folders),
        order.items().stream()
            .map(item -> new File(item.fileName(), item.sha256(), item.bytes()))
            .sorted(Comparator.comparing(File::name))
            .toList());
  }

  /** A delivered file. */
  public record File(String name, String sha256, long bytes) {}
}
