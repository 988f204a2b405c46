package io.sluice.scheduler;

import io.sluice.shell.Service;
import io.sluice.shell.ServiceParts;
import io.sluice.shell.ServiceSettings;
import io.sluice.shell.WorkMeter;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import java.time.InstantSource;

/** Tells of the planned times of schedules. Any number of replicas may run. */
public final class SchedulerService {

  private SchedulerService() {}

  /** Starts it. It has nothing to work: a replica with the role {@code work} would be idle. */
  public static Service start(ServiceSettings settings, WorkMeter meter)
      throws InterruptedException {
    return ServiceParts.start(
        settings,
        meter,
        ServiceRights::scheduler,
        parts -> {
          DuckDbSqlInspector inspector = parts.closedLater(new DuckDbSqlInspector());
          Scheduler scheduler =
              parts.closedLater(
                  Scheduler.start(parts.kafka(), parts.flows(inspector), InstantSource.system()));
          parts.background(scheduler::isRunning, scheduler::awaitRunning);
        });
  }
}
