package io.sluice.cli.backfill;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Refusal;
import io.sluice.cli.Services;
import io.sluice.cli.client.ReplayClient;
import io.sluice.cli.client.ReplayOrder;
import io.sluice.cli.client.ReplayOrder.Place;
import io.sluice.cli.client.ReplayedRun;
import io.sluice.cli.view.ReplayJson;
import io.sluice.cli.view.ReplayReport;
import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Repeats the runs that a stretch of the triggers topic had started, and tells how the",
      "repetitions differ. They deliver to folders of their own, unless --publish is given."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

  /** Which revision the repetitions run. */
  enum Revision {
    ORIGINAL,
    CURRENT
  }

  private final Console console;
  private final Supplier<Services> services;

  @Option(
      names = "--from",
      paramLabel = "TIME|OFFSET",
      required = true,
      description = "Where the stretch begins: 2026-10-01T00:00:00Z, or an offset.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "TIME|OFFSET",
      description = "What it ends before. Default: now.")
  private @Nullable String to;

  @Option(names = "--flow", paramLabel = "FLOW", description = "Only runs of this flow.")
  private @Nullable String flow;

  @Option(
      names = "--revision",
      paramLabel = "original|current",
      defaultValue = "original",
      description =
          "Run each with the revision that it had, or with the latest. Default: ${DEFAULT-VALUE}.")
  private Revision revision = Revision.ORIGINAL;

  @Option(names = "--publish", description = "Publish what differs, as new versions.")
  private boolean publish;

  @Option(names = "--dry-run", description = "List the runs that would be repeated.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object on stdout; all talk on stderr.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public ReplayCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    Instant now = Instant.now();
    ReplayOrder order =
        new ReplayOrder(
            place("--from", from),
            Optional.ofNullable(to).map(it -> place("--to", it)).orElse(new Place.Time(now)),
            Optional.ofNullable(flow),
            revision == Revision.ORIGINAL,
            publish);
    try (Installation installation = services.get().installation(where.target())) {
      ReplayClient client = new ReplayClient(installation.kafka());
      List<RunState> runs = client.runs(order);
      if (runs.isEmpty()) {
        console.say("No trigger of that stretch started a run.");
      }
      if (dryRun || runs.isEmpty()) {
        console.print(
            json ? ReplayJson.plan(runs) : ReplayReport.plan(runs, ZoneId.systemDefault()));
        return ExitStatus.GOOD;
      }
      console.say(ReplayReport.begun(runs));
      List<ReplayedRun> replayed =
          client.replay(order, runs, now, run -> console.say(ReplayReport.run(run)));
      console.print(json ? ReplayJson.of(replayed) : ReplayReport.total(replayed));
      return replayed.stream().allMatch(ReplayedRun::same) ? ExitStatus.GOOD : ExitStatus.DIFFERENT;
    }
  }

  private static Place place(String option, String text) {
    try {
      return text.matches("\\d{1,18}")
          ? new Place.Offset(Long.parseLong(text))
          : new Place.Time(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw Refusal.usage(
          "%s: expected a time such as 2026-10-01T00:00:00Z or an offset but found \"%s\"."
              .formatted(option, text));
    }
  }
}
