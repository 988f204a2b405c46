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
   *
   * @param rehearsal whether to run the samples of its flows in the background first
   */
  void up(boolean rehearsal);

  /**
   * Drops all that follows from the log, and builds it again where that is of this folder.
   *
   * @throws Refusal when the installation is at work
   */
  void rebuild(Target target);

  /** Measures this machine. */
  Bench bench();
}
