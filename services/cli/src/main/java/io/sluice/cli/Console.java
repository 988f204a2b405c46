package io.sluice.cli;

import io.sluice.cli.view.Terminal;
import java.io.PrintStream;

/** The two streams of the command: what was asked for goes to one, talk to the other. */
public record Console(PrintStream out, PrintStream err, Terminal terminal) {

  /** Writes to the one for what was asked for, at once. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /** Writes a line of talk. */
  public void say(String line) {
    err.println(line);
  }
}
