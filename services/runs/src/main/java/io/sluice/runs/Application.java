package io.sluice.runs;

import io.sluice.shell.Shell;

/** Where the service starts as a process of its own. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Shell.run("runs", Application.class, RunsService::start, args);
  }
}
