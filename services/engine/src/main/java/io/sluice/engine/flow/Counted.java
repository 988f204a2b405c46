package io.sluice.engine.flow;

/** Counts with the right form of their noun. */
public final class Counted {

  private Counted() {}

  /** {@code 1 row}, {@code 3 rows}. */
  public static String of(long count, String one, String many) {
    return count + " " + noun(count, one, many);
  }

  /** The noun alone, for a count that is written in another way. */
  public static String noun(long count, String one, String many) {
    return count == 1 ? one : many;
  }
}
