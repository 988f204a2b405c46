package io.sluice.validation;

import io.sluice.engine.run.Duties;
import io.sluice.shell.Service;
import io.sluice.shell.ServiceParts;
import io.sluice.shell.ServiceSettings;
import io.sluice.shell.WorkMeter;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.work.check.CheckRunner;
import io.sluice.work.stage.Workbench;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;

/** Hands out and evaluates checks and figures, and keeps the gate. */
public final class ValidationService {

  private ValidationService() {}

  /** Starts it. */
  public static Service start(ServiceSettings settings, WorkMeter meter)
      throws InterruptedException {
    return ServiceParts.start(
        settings,
        meter,
        names ->
            settings
                .role()
                .rights(
                    ServiceRights.validationDeciders(names),
                    ServiceRights.validationWorkers(names)),
        ValidationService::assemble);
  }

  private static void assemble(ServiceParts parts) throws IOException, SQLException {
    Workbench bench = parts.workbench();
    FlowsTopic flows = parts.flows(bench.inspector());
    CheckRunner runner =
        parts.closedLater(
            new CheckRunner(
                bench.store(), bench.sessions(), bench.inspector(), CheckRunner.QUERY_TIMEOUT));
    CheckJobs jobs = new CheckJobs(flows, runner, InstantSource.system());
    parts.coordinate("validation", Duties.VALIDATION, flows);
    parts.work("work.checks", parts.kafka().topics().checks(), jobs::begin);
  }
}
