package io.sluice.cli.backfill;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.FlowPlaces;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Refusal;
import io.sluice.cli.Services;
import io.sluice.cli.client.BackfillClient;
import io.sluice.cli.client.BackfillPreview;
import io.sluice.cli.client.FollowedBackfill;
import io.sluice.cli.client.FollowedRun;
import io.sluice.cli.client.PreparedFlow;
import io.sluice.cli.view.BackfillJson;
import io.sluice.cli.view.BackfillReport;
import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillOrder;
import io.sluice.engine.backfill.BackfillOrder.Order;
import io.sluice.engine.backfill.BackfillOrder.Reprocess;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.run.RunEnd.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backfill",
    description = "Runs a flow again for many periods, on what arrived for each.",
    mixinStandardHelpOptions = true)
public final class BackfillCommand implements Callable<Integer> {

  private static final int MOST_ACTIVE = 1_000;

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(
      paramLabel = "FLOW",
      arity = "0..1",
      description = "A name under flow-definitions/, or a folder with a flow.yaml.")
  private @Nullable String flow;

  @Option(names = "--from", paramLabel = "PERIOD", description = "The first period: 2026-01.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "PERIOD", description = "The last period: 2026-06.")
  private @Nullable String to;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the flow; may be repeated.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--revision",
      paramLabel = "current|original|HASH",
      defaultValue = "current",
      description =
          "What to run: the flow as it is, as it was in each period's latest run, or a revision."
              + " Default: ${DEFAULT-VALUE}.")
  private String revision = "current";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Only what had arrived by then, 2026-03-01T00:00:00Z. Default: now.")
  private @Nullable Instant asOf;

  @Option(
      names = "--reprocess",
      paramLabel = "missing|failed|all",
      defaultValue = "missing",
      description =
          "Periods without a publication, those whose latest run failed, or all. Default:"
              + " ${DEFAULT-VALUE}.")
  private Reprocess reprocess = Reprocess.MISSING;

  @Option(
      names = "--order",
      paramLabel = "oldest|newest",
      defaultValue = "oldest",
      description = "Which period comes first. Default: ${DEFAULT-VALUE}.")
  private Order order = Order.OLDEST;

  @Option(
      names = "--max-active",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many of its runs may be open at once. Default: ${DEFAULT-VALUE}.")
  private int maxActive;

  @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--resume",
      paramLabel = "BACKFILL",
      description = "Go on with a backfill that was interrupted, and follow it.")
  private @Nullable String resume;

  @Option(names = "--cancel", paramLabel = "BACKFILL", description = "Stop a backfill.")
  private @Nullable String cancel;

  @Option(names = "--json", description = "Print one JSON object on stdout; all talk on stderr.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  @Spec private @Nullable CommandSpec spec;

  public BackfillCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    String resumed = resume;
    String cancelled = cancel;
    if (resumed != null || cancelled != null) {
      requireAlone(resumed != null ? "--resume" : "--cancel");
    }
    if (resumed != null) {
      return withClient(client -> tell(client.resume(resumed, this::begun, this::progress)));
    }
    if (cancelled != null) {
      return withClient(client -> cancel(client, cancelled));
    }
    if (flow == null || from == null || to == null) {
      throw Refusal.usage("Say which flow to run, --from which period and --to which.");
    }
    if (maxActive < 1 || maxActive > MOST_ACTIVE) {
      throw Refusal.usage(
          "--max-active: expected 1 to %d but was %d.".formatted(MOST_ACTIVE, maxActive));
    }
    PreparedFlow prepared = PreparedFlow.of(FlowPlaces.here().find(flow));
    BackfillOrder asked = order(prepared.flow(), from, to);
    return withClient(client -> run(client, prepared, asked));
  }

  /** What is asked for of a backfill that there is goes with nothing that plans another one. */
  private void requireAlone(String option) {
    if (spec == null) {
      return;
    }
    List<String> others =
        spec.commandLine().getParseResult().matchedArgs().stream()
            .filter(typed -> typed.group() == null)
            .map(BackfillCommand::name)
            .filter(name -> !name.equals(option) && !name.equals("--json"))
            .toList();
    if (!others.isEmpty()) {
      throw Refusal.usage(
          "%s is about a backfill that there is, and goes without %s."
              .formatted(option, String.join(", ", others)));
    }
  }

  private static String name(ArgSpec typed) {
    return typed instanceof OptionSpec option ? option.longestName() : typed.paramLabel();
  }

  private int cancel(BackfillClient client, String id) {
    Backfill asked = client.cancel(id, Instant.now());
    console.say("Asked to stop: backfill " + asked.id() + ".");
    if (json) {
      console.print(BackfillJson.cancelled(asked));
    }
    return ExitStatus.GOOD;
  }

  private BackfillOrder order(Flow of, String first, String last) {
    return new BackfillOrder(
        period("--from", of, first),
        period("--to", of, last),
        parameters,
        switch (revision) {
          case "current" -> new BackfillOrder.Revision.Current();
          case "original" -> new BackfillOrder.Revision.Original();
          default -> new BackfillOrder.Revision.Given(revision);
        },
        asOf == null ? Instant.now() : asOf,
        reprocess,
        order);
  }

  private static Period period(String option, Flow of, String text) {
    try {
      return Period.parse(of.period().every(), text);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(option + ": " + e.getMessage());
    }
  }

  private int run(BackfillClient client, PreparedFlow prepared, BackfillOrder asked) {
    Instant now = Instant.now();
    BackfillPreview preview = client.plan(prepared, asked, now);
    if (dryRun && json) {
      console.print(BackfillJson.plan(preview));
      return ExitStatus.GOOD;
    }
    if (dryRun) {
      console.print(BackfillReport.plan(preview) + BackfillReport.total(preview) + "\n");
      return ExitStatus.GOOD;
    }
    console.say(BackfillReport.total(preview));
    if (preview.plan().items().isEmpty()) {
      console.print(json ? BackfillJson.plan(preview) : "Nothing to run.\n");
      return ExitStatus.GOOD;
    }
    return tell(client.run(preview, maxActive, now, this::begun, this::progress));
  }

  private void begun(Backfill backfill) {
    console.say(BackfillReport.begun(backfill));
  }

  private void progress(FollowedRun run) {
    console.say(BackfillReport.run(run));
  }

  private int tell(FollowedBackfill followed) {
    console.print(json ? BackfillJson.followed(followed) : BackfillReport.summary(followed));
    return status(followed.summary());
  }

  /** The worst of what {@code run} would end with for each of its runs. */
  static int status(BackfillSummary summary) {
    int unfinished =
        summary.refused()
            + summary.count(Outcome.FAILED)
            + summary.count(Outcome.CANCELLED)
            + summary.count(Outcome.SUPERSEDED);
    if (unfinished > 0) {
      return ExitStatus.FAILED;
    }
    return summary.count(Outcome.REJECTED) > 0 ? ExitStatus.REJECTED : ExitStatus.GOOD;
  }

  /** What is done with a client. */
  @FunctionalInterface
  private interface Use {
    int with(BackfillClient client);
  }

  private int withClient(Use use) {
    try (Installation installation = services.get().installation(where.target())) {
      return use.with(new BackfillClient(installation.kafka(), installation.storage()));
    }
  }
}
