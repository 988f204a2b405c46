package io.sluice.wire.worker;

import io.sluice.wire.topics.ShareGroupSettings;
import java.time.Duration;

/**
 * How long a worker waits.
 *
 * @param hold how long it keeps items that no thread could begin
 * @param renew how often it renews the locks of long items; well below the lock's duration
 * @param finish how long work may go on when the worker closes
 * @param lock how long an item is its own without being renewed
 */
record WorkPace(Duration hold, Duration renew, Duration finish, Duration lock) {

  static WorkPace standard() {
    return new WorkPace(
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        ShareGroupSettings.standard().lock());
  }
}
