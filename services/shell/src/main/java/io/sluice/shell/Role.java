package io.sluice.shell;

/** What a replica of a service does. */
public enum Role {
  /** Follows the log and hands out work. */
  DECIDE,
  /** Takes work and does it. */
  WORK,
  /** Does both. */
  BOTH;

  boolean decides() {
    return this != WORK;
  }

  boolean works() {
    return this != DECIDE;
  }
}
