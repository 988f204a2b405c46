package io.sluice.engine.run;

/**
 * Names a run.
 *
 * @param run a UUID derived from flow, slice, period and trigger
 */
public record RunRef(String flow, String run) {

  /** The key of the run's events and work items. */
  public String key() {
    return flow + "/" + run;
  }
}
