package io.sluice.intake;

import io.sluice.shell.Service;
import io.sluice.shell.ServiceParts;
import io.sluice.shell.ServiceSettings;
import io.sluice.shell.ServiceStartException;
import io.sluice.shell.WorkMeter;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.storage.Storage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Takes files in and tells of them. */
public final class IntakeService {

  private IntakeService() {}

  /** Starts it. Its role says nothing: it watches the inbox in any. */
  public static Service start(ServiceSettings settings, WorkMeter meter)
      throws InterruptedException {
    IntakeSettings intake = read(settings.own());
    return ServiceParts.start(
        settings, meter, ServiceRights::intake, parts -> assemble(parts, settings, intake));
  }

  private static void assemble(ServiceParts parts, ServiceSettings settings, IntakeSettings intake)
      throws IOException, SQLException, InterruptedException {
    FlowsTopic flows = parts.flows(parts.closedLater(new DuckDbSqlInspector()));
    Intake started = parts.closedLater(start(parts, flows, settings, intake));
    parts.background(started::isRunning, _ -> started.isRunning());
  }

  private static Intake start(
      ServiceParts parts, FlowsTopic flows, ServiceSettings settings, IntakeSettings intake)
      throws IOException, InterruptedException {
    Storage storage = parts.storage();
    try {
      return Intake.start(
          parts.kafka(),
          flows,
          storage.artefacts(settings.version()),
          storage.published(),
          intake,
          settings.startLimit(),
          InstantSource.system());
    } catch (TimeoutException e) {
      throw new ServiceStartException(
          "Nothing more of the flows and triggers was read for %d s. Look whether the broker is overloaded, or raise sluice.start-limit."
              .formatted(settings.startLimit().toSeconds()),
          e);
    }
  }

  private static IntakeSettings read(Map<String, String> own) {
    try {
      return IntakeSettings.of(own);
    } catch (IllegalArgumentException e) {
      throw new ServiceStartException(String.valueOf(e.getMessage()), e);
    }
  }
}
