package io.sluice.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = "Measures this machine on an embedded broker; takes some minutes.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Option(names = "--json", description = "Print one JSON object on stdout; all talk on stderr.")
  private boolean json;

  BenchCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    BenchFigures figures = services.get().bench().measure(console::say);
    console.print(json ? figures.json() + "\n" : figures.table());
    return ExitStatus.GOOD;
  }
}
