package io.sluice.shell;

import java.time.Duration;

/** Counts work. Thread-safe. */
@FunctionalInterface
public interface WorkMeter {

  /**
   * Notes that an item was worked.
   *
   * @param queue what it was taken from: {@code work.clean}
   * @param handedBack whether it was given back to be worked again
   */
  void worked(String queue, Duration time, boolean handedBack);
}
