package io.sluice.cli;

/** Starts what commands need; each heavy part only when it is asked for. */
public interface Services {

  /**
   * The installation to run in, ready.
   *
   * @throws Refusal when it cannot be reached or started
   */
  Installation installation(Target target);

  /**
   * Starts the services of this working folder, tells where they listen, and stays until stopped.
   */
  void up();

  /** Measures this machine. */
  Bench bench();
}
