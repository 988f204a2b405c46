package io.sluice.cli.compare;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Refusal;
import io.sluice.cli.Services;
import io.sluice.cli.client.DiffOrder;
import io.sluice.cli.client.RunDiffer;
import io.sluice.cli.view.DiffJson;
import io.sluice.cli.view.DiffReport;
import io.sluice.cli.view.RunsDiff;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Shows the rows and figures in which two runs differ.",
      "Without runs: the two latest versions of a flow, slice and period."
    },
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

  private static final int MAX_LIMIT = 10_000;

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..2",
      description = "The earlier and the later run: ids, or their first characters.")
  private List<String> runs = List.of();

  @Option(names = "--flow", paramLabel = "FLOW", description = "The flow, where no runs are given.")
  private @Nullable String flow;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "With --flow. Default: the period that was published last.")
  private @Nullable String period;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description =
          "With --flow: a parameter of the slice; may be repeated. Default: the slice that was"
              + " published last.")
  private Map<String, String> slice = Map.of();

  @Option(
      names = "--publication",
      paramLabel = "NAME",
      description = "Compare the tables of this publication only. Default: of all.")
  private @Nullable String publication;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "The columns that rows are known by. Default: those that a check of the flow says are"
              + " unique; without any, whole rows are compared.")
  private List<String> key = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many rows of each kind to show. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "Print one JSON object on stdout; all talk on stderr.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public DiffCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    DiffOrder order = order();
    try (Installation installation = services.get().installation(where.target())) {
      RunDiffer differ =
          new RunDiffer(installation.kafka(), installation.storage(), installation.scratch());
      RunsDiff diff =
          flow == null
              ? differ.between(runs.getFirst(), runs.getLast(), order)
              : differ.latest(flow, slice, Optional.ofNullable(period), order);
      console.print(json ? DiffJson.of(diff) + "\n" : DiffReport.of(diff, ZoneId.systemDefault()));
      return diff.complete() ? ExitStatus.GOOD : ExitStatus.FAILED;
    }
  }

  private DiffOrder order() {
    boolean twoRuns = runs.size() == 2 && flow == null && period == null && slice.isEmpty();
    if (!twoRuns && (flow == null || !runs.isEmpty())) {
      throw Refusal.usage("Say which two runs to compare, or of which --flow the latest versions.");
    }
    if (limit < 0 || limit > MAX_LIMIT) {
      throw Refusal.usage("--limit: expected 0 to %d but found %d".formatted(MAX_LIMIT, limit));
    }
    return new DiffOrder(Optional.ofNullable(publication), key, limit);
  }
}
