package io.sluice.engine.run;

/**
 * Names a run.
 *
 * @param run a UUID derived from flow, slice, period and trigger
 */
public record RunRef(String flow, String run) {

  /** The run of a {@link #key}. */
  public static RunRef of(String key) {
    int slash = key.indexOf('/');
    return new RunRef(key.substring(0, slash), key.substring(slash + 1));
  }

  /** The key of the run's events and work items. */
  public String key() {
    return flow + "/" + run;
  }
}
