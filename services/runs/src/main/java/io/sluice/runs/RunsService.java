package io.sluice.runs;

import io.sluice.engine.run.Duties;
import io.sluice.shell.Service;
import io.sluice.shell.ServiceParts;
import io.sluice.shell.ServiceSettings;
import io.sluice.shell.WorkMeter;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.work.duckdb.DuckDbSqlInspector;

/** Turns triggers into runs and ends them. */
public final class RunsService {

  private RunsService() {}

  /**
   * Starts it; it also publishes the flows of the folder {@code sluice.flows}, where that is set.
   * It has nothing to work: a replica with the role {@code work} would be idle.
   */
  public static Service start(ServiceSettings settings, WorkMeter meter)
      throws InterruptedException {
    return ServiceParts.start(
        settings,
        meter,
        ServiceRights::runs,
        parts -> {
          DuckDbSqlInspector inspector = parts.closedLater(new DuckDbSqlInspector());
          parts.coordinate("runs", Duties.RUNS, parts.flows(inspector));
          parts.publishFlows(inspector);
        });
  }
}
