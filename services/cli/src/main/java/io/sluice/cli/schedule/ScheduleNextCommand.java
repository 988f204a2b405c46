package io.sluice.cli.schedule;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.FlowPlaces;
import io.sluice.cli.Refusal;
import io.sluice.cli.view.PlannedTick;
import io.sluice.cli.view.TickList;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "next",
    description =
        "Shows what schedules will start, from the files of the flows; needs no services.",
    mixinStandardHelpOptions = true)
final class ScheduleNextCommand implements Callable<Integer> {

  private static final int USUAL_COUNT = 5;
  private static final int MAX_COUNT = 1_000;

  private final Console console;

  @Parameters(paramLabel = "FLOW", arity = "0..1", description = "Default: every flow there is.")
  private @Nullable String flow;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many at most. Default: " + USUAL_COUNT + ", with --between " + MAX_COUNT + ".")
  private @Nullable Integer count;

  @Option(
      names = "--between",
      paramLabel = "FROM..TO",
      description =
          "What is planned between two days, or two times on the flow's clock. Default: from now.")
  private @Nullable String between;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  ScheduleNextCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    int most = most();
    Interval interval = between == null ? Interval.FROM_NOW : Interval.between(between);
    FolderSchedules schedules = schedules();
    schedules.complaint().ifPresent(console::say);
    List<PlannedTick> next = schedules.next(interval, Instant.now(), most);
    console.print(json ? TickList.json(next) : TickList.table(next));
    if (next.isEmpty()) {
      console.say("No schedule plans anything then.");
    }
    if (!schedules.off().isEmpty()) {
      console.say("Switched off: %s.".formatted(String.join(", ", schedules.off())));
    }
    return ExitStatus.GOOD;
  }

  private int most() {
    OptionalInt given = count == null ? OptionalInt.empty() : OptionalInt.of(count);
    int most = given.orElse(between == null ? USUAL_COUNT : MAX_COUNT);
    if (most < 1 || most > MAX_COUNT) {
      throw Refusal.usage("--count: expected 1 to %d but was %d.".formatted(MAX_COUNT, most));
    }
    return most;
  }

  private FolderSchedules schedules() {
    if (flow == null) {
      return FolderSchedules.here();
    }
    FolderSchedules schedules = FolderSchedules.in(List.of(FlowPlaces.here().find(flow)));
    if (!schedules.refused().isEmpty()) {
      throw Refusal.usage(
          "Flow %s cannot be used; ./sluice validate %s tells why.".formatted(flow, flow));
    }
    return schedules;
  }
}
