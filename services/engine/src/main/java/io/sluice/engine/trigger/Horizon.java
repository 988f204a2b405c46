package io.sluice.engine.trigger;

/**
 * Up to where the past is too far away to be acted on. Triggers are kept longer than events: what
 * came of those told before the first event that is still kept cannot be known, so state that is
 * built from the log starts nothing of them.
 *
 * @param firstTrigger offset of the first trigger that may start a run
 */
public record Horizon(long firstTrigger) {

  /** All events are kept. */
  public static final Horizon NONE = new Horizon(0);

  /** Whether a trigger may start a run. */
  public boolean sees(long trigger) {
    return trigger >= firstTrigger;
  }
}
