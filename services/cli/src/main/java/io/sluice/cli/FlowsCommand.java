package io.sluice.cli;

import io.sluice.engine.flow.Counted;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.work.flowfiles.FlowFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "flows",
    description = "Lists the flows under flow-definitions/.",
    mixinStandardHelpOptions = true)
final class FlowsCommand implements Callable<Integer> {

  private final Console console;

  FlowsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, Path> flows = FlowPlaces.here().all();
    if (flows.isEmpty()) {
      console.say(
          "There is no flow here: a flow is a folder flow-definitions/<name>/ with a flow.yaml.");
    }
    flows.forEach((name, folder) -> console.print(describe(name, folder)));
    return ExitStatus.GOOD;
  }

  private static String describe(String name, Path folder) {
    return switch (FlowFolder.loadWithoutSql(folder)) {
      case FlowReading.Sound(Flow flow, _) ->
          "%s%n  %s%n  period: %s;%s %s%n"
              .formatted(
                  name,
                  flow.description(),
                  period(flow.period()),
                  slice(flow.rules().slice()),
                  Counted.of(flow.stages().size(), "stage", "stages"));
      case FlowReading.Refused(var problems) ->
          "%s%n  cannot be used: %s; ./sluice validate %s tells them%n"
              .formatted(name, Counted.of(problems.size(), "problem", "problems"), name);
    };
  }

  private static String slice(List<String> parameters) {
    return parameters.isEmpty() ? "" : " slice: %s;".formatted(String.join(", ", parameters));
  }

  private static String period(PeriodRule rule) {
    return rule.every().name().toLowerCase(Locale.ROOT);
  }
}
