package io.sluice.shell;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The service of this process: ready once it was started and while it does its part. */
@Singleton
@Readiness
final class RunningService implements HealthIndicator {

  private final ServiceSettings settings;
  private final WorkMeter meter;
  private volatile @Nullable Service service;

  RunningService(ServiceSettings settings, WorkMeter meter) {
    this.settings = settings;
    this.meter = meter;
  }

  void start(ServiceStart start) throws InterruptedException {
    service = start.start(settings, meter);
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Service started = service;
    boolean ready = started != null && started.isReady();
    return Publishers.just(
        HealthResult.builder("service", ready ? HealthStatus.UP : HealthStatus.DOWN).build());
  }

  @PreDestroy
  void stop() {
    Service started = service;
    service = null;
    if (started != null) {
      started.close();
    }
  }
}
