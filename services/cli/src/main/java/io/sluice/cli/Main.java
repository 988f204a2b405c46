package io.sluice.cli;

import io.sluice.cli.view.Terminal;
import java.util.function.Supplier;

/** Where the sluice command starts. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Supplier<Services> services =
        () -> {
          throw Refusal.failed("This build of Sluice has no services.");
        };
    Terminal terminal = Terminal.of(System.getenv());
    System.exit(new CommandLineTool(services, System.out, System.err, terminal).run(arguments));
  }
}
