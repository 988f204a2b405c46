package io.sluice.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
    name = "up",
    description = "Starts the services of this folder and stays until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  private final Supplier<Services> services;

  UpCommand(Supplier<Services> services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    services.get().up();
    return ExitStatus.GOOD;
  }
}
