package io.sluice.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(
    name = "rebuild",
    description = "Drops every view that follows from the topics and builds it again.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

  private final Supplier<Services> services;

  @ArgGroup(exclusive = false)
  private RunCommand.@Nullable Remote remote;

  RebuildCommand(Supplier<Services> services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    services.get().rebuild(remote == null ? new Target.Local() : remote.target());
    return ExitStatus.GOOD;
  }
}
