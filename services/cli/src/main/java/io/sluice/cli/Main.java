package io.sluice.cli;

import io.sluice.cli.view.Terminal;

/** Where the sluice command starts. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.of(System.getenv());
    System.exit(
        new CommandLineTool(() -> new JavaServices(System.err), System.out, System.err, terminal)
            .run(arguments));
  }
}
