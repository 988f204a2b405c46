package io.sluice.cli;

import io.sluice.cli.view.Terminal;
import java.io.PrintStream;

/** The two streams of the command: what was asked for goes to one, talk to the other. */
record Console(PrintStream out, PrintStream err, Terminal terminal) {

  void print(String text) {
    out.print(text);
    out.flush();
  }

  void say(String line) {
    err.println(line);
  }
}
