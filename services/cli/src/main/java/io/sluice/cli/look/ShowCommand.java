package io.sluice.cli.look;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Services;
import io.sluice.cli.history.RunInspection;
import io.sluice.cli.view.RunDetails;
import io.sluice.cli.view.RunDetailsReport;
import io.sluice.cli.view.RunJson;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a run: its stages, checks, figures, files and versions.",
    mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(paramLabel = "RUN", description = "The run's id, or its first characters.")
  private String run = "";

  @Option(names = "--json", description = "Print one JSON object, with the keys of run --json.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public ShowCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    try (Installation installation = services.get().installation(where.target())) {
      RunDetails details = new RunInspection(installation.kafka(), installation.storage()).of(run);
      console.print(
          json
              ? RunJson.of(details.view()) + "\n"
              : RunDetailsReport.of(details, ZoneId.systemDefault()));
    }
    return ExitStatus.GOOD;
  }
}
