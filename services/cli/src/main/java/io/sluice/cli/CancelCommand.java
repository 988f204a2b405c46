package io.sluice.cli;

import io.sluice.cli.client.CancelClient;
import io.sluice.cli.client.CancelClient.Stopped;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEnd.Outcome;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    description = "Stops a run that goes on: nothing of it is published.",
    mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(paramLabel = "RUN", description = "The run's id, or its first characters.")
  private String run = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "What others are told. Default: who asked for it.")
  private String reason = "";

  @Mixin private InstallationOptions where = new InstallationOptions();

  CancelCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    try (Installation installation = services.get().installation(where.target())) {
      Stopped stopped =
          new CancelClient(installation.kafka()).cancel(run, reason.strip(), Instant.now());
      console.print(sentence(stopped) + System.lineSeparator());
      return stopped.end().outcome() == Outcome.CANCELLED ? ExitStatus.GOOD : ExitStatus.FAILED;
    }
  }

  private static String sentence(Stopped stopped) {
    String name = "Run %s of %s".formatted(stopped.run().run(), stopped.run().flow());
    RunEnd end = stopped.end();
    if (end.outcome() == Outcome.CANCELLED) {
      return name + " is cancelled: nothing of it is published.";
    }
    String version = end.version() > 0 ? ", version %d".formatted(end.version()) : "";
    return "%s could not be cancelled any more: it ended %s%s."
        .formatted(name, end.outcome().word(), version);
  }
}
