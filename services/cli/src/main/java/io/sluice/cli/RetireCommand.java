package io.sluice.cli;

import io.sluice.cli.client.RetireClient;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "retire",
    description = "Has a flow start no more runs by itself, until it is published again.",
    mixinStandardHelpOptions = true)
final class RetireCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(paramLabel = "FLOW", description = "The flow's name.")
  private String flow = "";

  @Mixin private InstallationOptions where = new InstallationOptions();

  RetireCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    try (Installation installation = services.get().installation(where.target());
        DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      new RetireClient(installation.kafka(), inspector).retire(flow, Instant.now());
    } catch (SQLException e) {
      throw Refusal.noDuckDb(e);
    }
    console.print(
        "Flow %s is retired: neither schedules nor files nor results start it.%n".formatted(flow));
    Optional.ofNullable(FlowPlaces.here().all().get(flow)).ifPresent(this::warn);
    return ExitStatus.GOOD;
  }

  private void warn(Path folder) {
    console.say(
        "Remove %s too: a service that starts with it publishes the flow again.".formatted(folder));
  }
}
