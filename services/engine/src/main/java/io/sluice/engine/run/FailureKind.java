package io.sluice.engine.run;

/** Whose fault a failure is. */
public enum FailureKind {
  /** The input is missing or breaks its contract: the run is rejected. */
  INPUT,
  /** The work itself: SQL that cannot run on this data, a limit exceeded. */
  WORK,
  /** The attempt took longer than its limit. */
  TIMEOUT,
  /** The machinery: disk, network, a lost worker. */
  MACHINERY
}
