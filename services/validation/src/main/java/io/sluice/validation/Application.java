package io.sluice.validation;

import io.sluice.shell.Shell;

/** Where the service starts as a process of its own. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Shell.run("validation", Application.class, ValidationService::start, args);
  }
}
