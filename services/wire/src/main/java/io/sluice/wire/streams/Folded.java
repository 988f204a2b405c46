package io.sluice.wire.streams;

/**
 * What a rebuild folded.
 *
 * @param records read from the log
 * @param finished runs that are over, and triggers that were refused
 * @param open runs that go on where they were
 */
public record Folded(long records, long finished, long open) {

  /** Nothing. */
  public static final Folded NOTHING = new Folded(0, 0, 0);

  Folded plus(Folded other) {
    return new Folded(records + other.records, finished + other.finished, open + other.open);
  }
}
