package io.sluice.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "rebuild",
    description = "Drops every view that follows from the topics and builds it again.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

  private final Supplier<Services> services;

  @Mixin private InstallationOptions where = new InstallationOptions();

  RebuildCommand(Supplier<Services> services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    services.get().rebuild(where.target());
    return ExitStatus.GOOD;
  }
}
