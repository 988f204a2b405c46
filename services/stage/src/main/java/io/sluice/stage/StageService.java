package io.sluice.stage;

import io.sluice.engine.run.Duties;
import io.sluice.shell.Service;
import io.sluice.shell.ServiceParts;
import io.sluice.shell.ServiceSettings;
import io.sluice.shell.ServiceStartException;
import io.sluice.shell.WorkMeter;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.wire.topics.TopicNames;
import io.sluice.work.stage.Workbench;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Hands out and works the stages of its pools, each with a consumer group of its own. */
public final class StageService {

  private StageService() {}

  /**
   * Starts it.
   *
   * @throws ServiceStartException if no pool is named, or a part cannot start
   */
  public static Service start(ServiceSettings settings, WorkMeter meter)
      throws InterruptedException {
    if (settings.pools().isEmpty()) {
      throw new ServiceStartException(
          "A stage service needs a pool: set sluice.pool to the one whose stages it shall serve.");
    }
    return ServiceParts.start(
        settings,
        meter,
        names -> rights(names, settings),
        parts -> assemble(parts, settings.pools()));
  }

  private static ServiceRights rights(TopicNames names, ServiceSettings settings) {
    return settings.pools().stream()
        .map(
            pool ->
                settings
                    .role()
                    .rights(
                        ServiceRights.stageDeciders(names, pool),
                        ServiceRights.stageWorkers(names, pool)))
        .reduce(ServiceRights::and)
        .orElseThrow();
  }

  private static void assemble(ServiceParts parts, Set<String> pools)
      throws IOException, SQLException {
    Workbench bench = parts.workbench();
    FlowsTopic flows = parts.flows(bench.inspector());
    for (String pool : pools) {
      StageJobs jobs = new StageJobs(flows, bench, worker(pool), InstantSource.system());
      parts.coordinate("stage." + pool, Duties.ofPools(Set.of(pool)), flows);
      parts.work("work." + pool, parts.kafka().topics().work(pool), jobs::begin);
    }
  }

  /** Names this process among all: in a container it has the same number as its like. */
  private static String worker(String pool) {
    long process = ProcessHandle.current().pid();
    return Optional.ofNullable(System.getenv("HOSTNAME"))
        .map(host -> "%s-%s-%d".formatted(pool, host, process))
        .orElse("%s-%d".formatted(pool, process));
  }
}
