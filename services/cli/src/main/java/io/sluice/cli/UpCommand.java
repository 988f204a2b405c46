package io.sluice.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts the services of this folder and stays until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  private final Supplier<Services> services;

  @Option(
      names = "--no-rehearsal",
      description =
          "Do not run the samples of the flows in the background first; the first run is slower"
              + " then.")
  private boolean noRehearsal;

  UpCommand(Supplier<Services> services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    services.get().up(!noRehearsal);
    return ExitStatus.GOOD;
  }
}
