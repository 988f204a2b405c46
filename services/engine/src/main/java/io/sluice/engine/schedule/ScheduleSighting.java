package io.sluice.engine.schedule;

import java.time.Instant;

/**
 * A scheduler met a schedule as it is from then on.
 *
 * @param cron its cron expression; empty when it was found switched off or gone
 * @param at its ticks are those planned after this
 */
public record ScheduleSighting(ScheduleKey key, String cron, String timezone, Instant at) {

  /** Whether both found the same schedule. */
  public boolean agreesWith(ScheduleSighting other) {
    return key.equals(other.key)
        && cron.equals(other.cron)
        && (isOff() || timezone.equals(other.timezone));
  }

  boolean isOff() {
    return cron.isEmpty();
  }

  ScheduleSighting switchedOff(Instant when) {
    return new ScheduleSighting(key, "", timezone, when);
  }
}
