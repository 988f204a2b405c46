package io.sluice.cli;

import io.sluice.cli.audit.AuditCommand;
import io.sluice.cli.audit.DeadLettersCommand;
import io.sluice.cli.backfill.BackfillCommand;
import io.sluice.cli.backfill.ReplayCommand;
import io.sluice.cli.compare.DiffCommand;
import io.sluice.cli.compare.VerifyCommand;
import io.sluice.cli.look.ResultsCommand;
import io.sluice.cli.look.RunsCommand;
import io.sluice.cli.look.ShowCommand;
import io.sluice.cli.schedule.ScheduleCommand;
import io.sluice.cli.view.Terminal;
import io.sluice.engine.flow.Suggestion;
import io.sluice.wire.AccessTrouble;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads what was typed, runs the command, and turns what went wrong into a sentence. */
final class CommandLineTool {

  private final Console console;
  private final Supplier<Services> services;

  /**
   * @param services asked only by commands that need them
   */
  CommandLineTool(
      Supplier<Services> services, PrintStream out, PrintStream err, Terminal terminal) {
    this.console = new Console(out, err, terminal);
    this.services = services;
  }

  /** The exit status: 0 good, 2 usage or invalid flow, 3 rejected, 4 failed. */
  int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The commands and options there are. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(new SluiceCommand());
    line.addSubcommand(new RunCommand(console, services));
    line.addSubcommand(new UpCommand(services));
    line.addSubcommand(new RunsCommand(console, services));
    line.addSubcommand(new ShowCommand(console, services));
    line.addSubcommand(new CancelCommand(console, services));
    line.addSubcommand(new ResultsCommand(console, services));
    line.addSubcommand(new AuditCommand(console, services));
    line.addSubcommand(new DeadLettersCommand(console, services));
    line.addSubcommand(new BackfillCommand(console, services));
    line.addSubcommand(new ReplayCommand(console, services));
    line.addSubcommand(new VerifyCommand(console, services));
    line.addSubcommand(new DiffCommand(console, services));
    line.addSubcommand(new RebuildCommand(services));
    line.addSubcommand(ScheduleCommand.of(console));
    line.addSubcommand(new FlowsCommand(console));
    line.addSubcommand(new ValidateCommand(console));
    line.addSubcommand(new RetireCommand(console, services));
    line.addSubcommand(new BenchCommand(console, services));
    line.addSubcommand(new DoctorCommand(console));
    tellVersion(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.terminal().colour() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((problem, _) -> misused(problem));
    line.setExecutionExceptionHandler((problem, _, _) -> broken(problem));
    return line;
  }

  /** Every command takes --version, and there is but one. */
  private static void tellVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new SluiceCommand.Version());
    command.getSubcommands().values().forEach(CommandLineTool::tellVersion);
  }

  private int misused(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    console.say(unknownCommand(problem, command));
    console.say("See ./%s --help".formatted(command.getCommandSpec().qualifiedName()));
    return ExitStatus.USAGE;
  }

  private static String unknownCommand(ParameterException problem, CommandLine command) {
    Map<String, CommandLine> commands = command.getSubcommands();
    if (!(problem instanceof UnmatchedArgumentException unmatched)
        || unmatched.isUnknownOption()
        || commands.isEmpty()) {
      return sentence(problem);
    }
    String typed = unmatched.getUnmatched().getFirst();
    String start = "There is no command \"%s\".".formatted(typed);
    return Suggestion.nearest(typed, commands.keySet())
        .map(name -> start + " Did you mean \"%s\"?".formatted(name))
        .orElse(start);
  }

  private static String sentence(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      String start = "\"%s\" is not known here.".formatted(unmatched.getUnmatched().getFirst());
      return near.isEmpty() ? start : start + " Did you mean \"%s\"?".formatted(near.getFirst());
    }
    String words = String.valueOf(problem.getMessage());
    return words.endsWith(".") ? words : words + ".";
  }

  private int broken(Exception problem) {
    if (problem instanceof Refusal refusal) {
      console.say(String.valueOf(refusal.getMessage()));
      return refusal.exitStatus();
    }
    LoggerFactory.getLogger(CommandLineTool.class)
        .atInfo()
        .setCause(problem)
        .log("The command broke");
    Optional<String> access = AccessTrouble.sentence(problem);
    if (access.isPresent()) {
      console.say(access.get());
      return ExitStatus.FAILED;
    }
    console.say(
        "Sluice broke: %s. Details are in .sluice/sluice.log; ./sluice doctor looks for causes."
            .formatted(problem));
    return ExitStatus.FAILED;
  }
}
