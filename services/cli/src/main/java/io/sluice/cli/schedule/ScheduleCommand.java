package io.sluice.cli.schedule;

import io.sluice.cli.Console;
import io.sluice.cli.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "schedule", description = "Tells of schedules.", mixinStandardHelpOptions = true)
public final class ScheduleCommand implements Callable<Integer> {

  private ScheduleCommand() {}

  /** The command with its parts. */
  public static CommandLine of(Console console) {
    return new CommandLine(new ScheduleCommand()).addSubcommand(new ScheduleNextCommand(console));
  }

  @Override
  public Integer call() {
    throw Refusal.usage("Say what of the schedules: ./sluice schedule next.");
  }
}
