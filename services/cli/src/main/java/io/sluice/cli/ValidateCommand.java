package io.sluice.cli;

import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowFolder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = "Tells everything that is wrong with flows, by file, line and column.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FLOW", arity = "0..*", description = "Default: every flow there is.")
  private List<String> flows = List.of();

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    FlowPlaces places = FlowPlaces.here();
    List<Path> folders =
        flows.isEmpty()
            ? List.copyOf(places.all().values())
            : flows.stream().map(places::find).toList();
    if (folders.isEmpty()) {
      throw Refusal.usage("There is no flow under flow-definitions/ to validate.");
    }
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      long refused = folders.stream().filter(folder -> !isSound(folder, inspector)).count();
      return refused == 0 ? ExitStatus.GOOD : ExitStatus.USAGE;
    } catch (SQLException e) {
      throw Refusal.noDuckDb(e);
    }
  }

  private boolean isSound(Path folder, SqlInspector inspector) {
    return switch (FlowFolder.load(folder, inspector)) {
      case FlowReading.Sound _ -> {
        console.print("%s: sound%n".formatted(folder.getFileName()));
        yield true;
      }
      case FlowReading.Refused(List<Problem> problems) -> {
        problems.forEach(problem -> console.print("%s/%s%n".formatted(shown(folder), problem)));
        yield false;
      }
    };
  }

  private static Path shown(Path folder) {
    Path working = Path.of("").toAbsolutePath();
    return folder.startsWith(working) ? working.relativize(folder) : folder;
  }
}
