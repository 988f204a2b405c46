package io.sluice.work.delivery;

import java.io.IOException;

/**
 * Brings the files of a publication to a place of their own, {@code
 * <flow>/<slice>/<period>/v<version>/}, that never changes. Thread-safe, also across processes.
 */
public interface Delivery {

  /**
   * Delivers the files, or finds that they are there already and returns the same.
   *
   * @throws DeliveryException when a source differs from what the gate passed, a name leads
   *     elsewhere or the version's place holds other files
   * @throws IOException when disk or network fail; the delivery may be tried again
   */
  Delivered deliver(DeliveryOrder order) throws IOException;
}
