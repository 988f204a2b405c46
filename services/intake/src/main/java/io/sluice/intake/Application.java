package io.sluice.intake;

import io.sluice.shell.Shell;

/** Where the service starts as a process of its own. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Shell.run("intake", Application.class, IntakeService::start, args);
  }
}
