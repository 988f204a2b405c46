package io.sluice.cli.compare;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Services;
import io.sluice.cli.client.RunVerifier;
import io.sluice.cli.view.VerifiedRun;
import io.sluice.cli.view.VerifyJson;
import io.sluice.cli.view.VerifyReport;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description =
        "Works a past run again, beside its store, and says whether the same comes of it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit status: 0 all equal, 3 something differs, 4 it could not be worked."})
public final class VerifyCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(paramLabel = "RUN", description = "The run's id, or its first characters.")
  private String run = "";

  @Option(names = "--json", description = "Print one JSON object on stdout; all talk on stderr.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public VerifyCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    try (Installation installation = services.get().installation(where.target())) {
      VerifiedRun verified =
          new RunVerifier(installation.kafka(), installation.storage(), installation.scratch())
              .verify(run, console::say);
      console.print(json ? VerifyJson.of(verified) + "\n" : VerifyReport.of(verified));
      return status(verified);
    }
  }

  private static int status(VerifiedRun verified) {
    return switch (verified.verdict()) {
      case EQUAL, SKIPPED -> ExitStatus.GOOD;
      case DIFFERS -> ExitStatus.DIFFERENT;
      case NOT_WORKED -> ExitStatus.FAILED;
    };
  }
}
