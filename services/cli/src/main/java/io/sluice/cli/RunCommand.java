package io.sluice.cli;

import io.sluice.cli.view.RunJson;
import io.sluice.cli.view.RunProgress;
import io.sluice.cli.view.RunReport;
import io.sluice.cli.view.RunView;
import java.nio.file.Files;
import java.nio.file.Path;
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
    name = "run",
    description = "Runs a flow once and brings its published files.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Parameters(
      paramLabel = "FLOW",
      description = "A name under flow-definitions/, or a folder with a flow.yaml.")
  private String flow = "";

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Folder of the input files. Default: the flow's own sample.")
  private @Nullable Path input;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description =
          "What the run is about, such as 2026-10. Default: the sample's; with --input, the one"
              + " that the flow's rule gives now.")
  private @Nullable String period;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the flow; may be repeated.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "What ./sluice runs finds the run by, besides; may be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the published files go. Default: out/<flow>/<slice>/<period>/.")
  private @Nullable Path out;

  @Mixin private InstallationOptions where = new InstallationOptions();

  @Option(names = "--json", description = "Print one JSON object on stdout; all talk on stderr.")
  private boolean json;

  RunCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    RunOrder order = order();
    try (Installation installation = services.get().installation(where.target())) {
      RunView end = installation.run(order, new RunProgress(console.err(), console.terminal()));
      RunView shown =
          end.status() == RunView.Status.PUBLISHED
              ? end.withPublished(
                  OutFolder.replace(
                      outOf(end), end.published(), installation.storage().published()))
              : end.withPublished(List.of());
      console.print(json ? RunJson.of(shown) + "\n" : RunReport.of(shown));
      return ExitStatus.of(shown.status());
    }
  }

  private RunOrder order() {
    Path folder = FlowPlaces.here().find(flow);
    if (input != null && !Files.isDirectory(input)) {
      throw Refusal.usage("There is no folder %s to take the input files from.".formatted(input));
    }
    return new RunOrder(
        folder,
        Optional.ofNullable(input).map(Path::toAbsolutePath),
        Optional.ofNullable(period),
        parameters,
        labels);
  }

  private Path outOf(RunView end) {
    return (out != null ? out : Path.of("out", end.flow(), end.sliceText(), end.period()))
        .toAbsolutePath();
  }
}
