package io.sluice.scheduler;

import io.sluice.shell.Shell;

/** Where the service starts as a process of its own. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Shell.run("scheduler", Application.class, SchedulerService::start, args);
  }
}
