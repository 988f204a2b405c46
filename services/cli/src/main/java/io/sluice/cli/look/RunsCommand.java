package io.sluice.cli.look;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Refusal;
import io.sluice.cli.Services;
import io.sluice.cli.history.RunHistory;
import io.sluice.cli.view.RunList;
import io.sluice.cli.view.RunRow;
import io.sluice.engine.run.RunEvent;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "runs",
    description = "Lists runs, the youngest first.",
    mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {

  private static final int MAX_LIMIT = 100_000;

  private final Console console;
  private final Supplier<Services> services;

  @Option(names = "--flow", paramLabel = "FLOW", description = "Only runs of this flow.")
  private @Nullable String flow;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private RunRow.@Nullable Standing state;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "Only runs about this period, such as 2026-10.")
  private @Nullable String period;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "Only runs whose slice has this parameter; may be repeated.")
  private Map<String, String> slice = Map.of();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "Only runs with this label; may be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public RunsCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Refusal.usage("--limit: expected 1 to %d but was %d.".formatted(MAX_LIMIT, limit));
    }
    try (Installation installation = services.get().installation(where.target())) {
      List<RunRow> rows =
          new RunHistory(installation.kafka(), limit).list(this::isAbout, this::isWanted);
      if (rows.isEmpty()) {
        console.say("There is no such run.");
      } else {
        console.print(json ? RunList.json(rows) : RunList.table(rows, ZoneId.systemDefault()));
      }
    }
    return ExitStatus.GOOD;
  }

  private boolean isAbout(RunEvent.Started started) {
    return (flow == null || flow.equals(started.run().flow()))
        && (period == null || period.equals(started.subject().period()))
        && started.subject().isOf(slice)
        && started.origin().labels().entrySet().containsAll(labels.entrySet());
  }

  private boolean isWanted(RunRow row) {
    return state == null || state == row.standing();
  }
}
