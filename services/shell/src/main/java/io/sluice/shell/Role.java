package io.sluice.shell;

import io.sluice.wire.topics.ServiceRights;

/** What a replica of a service does. */
public enum Role {
  /** Follows the log and hands out work. */
  DECIDE,
  /** Takes work and does it. */
  WORK,
  /** Does both. */
  BOTH;

  /** The rights of a replica, of those that deciding and working need. */
  public ServiceRights rights(ServiceRights deciding, ServiceRights working) {
    return switch (this) {
      case DECIDE -> deciding;
      case WORK -> working;
      case BOTH -> deciding.and(working);
    };
  }

  boolean decides() {
    return this != WORK;
  }

  boolean works() {
    return this != DECIDE;
  }
}
