package io.sluice.shell;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps a timer for each queue and outcome. */
@Singleton
final class MicrometerWorkMeter implements WorkMeter {

  private final MeterRegistry registry;

  MicrometerWorkMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void worked(String queue, Duration time, boolean handedBack) {
    registry
        .timer("sluice.work", "queue", queue, "outcome", handedBack ? "handed back" : "done")
        .record(time);
  }
}
