package io.sluice.shell;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.streams.Coordination;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps a timer for each queue and outcome, and gauges of what Kafka measures itself. */
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

  @Override
  public AutoCloseable watch(KafkaConnection kafka) {
    return bound(new KafkaClientMetrics(kafka.producer()));
  }

  @Override
  public AutoCloseable watch(Coordination coordination) {
    return bound(new KafkaStreamsMetrics(coordination.streams()));
  }

  private <M extends MeterBinder & AutoCloseable> AutoCloseable bound(M metrics) {
    metrics.bindTo(registry);
    return metrics;
  }
}
