package io.sluice.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Looks for what keeps Sluice from working here, and says what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private final Console console;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Finding> findings = new Examination(Path.of("").toAbsolutePath(), searchPath).findings();
    findings.forEach(finding -> console.print(finding.text()));
    boolean bad = findings.stream().anyMatch(f -> f.health() == Finding.Health.BAD);
    return bad ? ExitStatus.FAILED : ExitStatus.GOOD;
  }
}
