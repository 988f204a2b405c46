package io.sluice.wire.topics;

import java.time.Duration;
import java.util.Map;

/**
 * How a share group hands out work.
 *
 * @param lock how long a member may hold a record without renewing it; a default broker takes 15 s
 *     to 60 s
 * @param deliveryLimit how often a record is handed out before it is put aside; a default broker
 *     takes 2 to 10
 */
public record ShareGroupSettings(Duration lock, int deliveryLimit) {

  /**
   * A frozen worker is noticed after 15 s. The delivery limit is the highest that a default broker
   * takes, since handing a record back counts too.
   */
  public static ShareGroupSettings standard() {
    return new ShareGroupSettings(Duration.ofSeconds(15), 10);
  }

  /** By Kafka's keys for groups. A new group would begin at the latest record, and miss work. */
  Map<String, String> byKey() {
    return Map.of(
        "share.auto.offset.reset", "earliest",
        "share.record.lock.duration.ms", Long.toString(lock.toMillis()),
        "share.delivery.count.limit", Integer.toString(deliveryLimit));
  }
}
