package io.sluice.shell;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.streams.Coordination;
import io.sluice.wire.worker.GroupLag;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;

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
  public AutoCloseable watch(String queue, GroupLag lag) {
    Gauge gauge =
        Gauge.builder("sluice.work.lag", lag, MicrometerWorkMeter::items)
            .tag("queue", queue)
            .tag("group", lag.group())
            .register(registry);
    return () -> registry.remove(gauge);
  }

  private static double items(GroupLag lag) {
    OptionalLong items = lag.items();
    return items.isPresent() ? items.getAsLong() : Double.NaN;
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
