package io.sluice.engine.flow;

/**
 * An upstream output that a stage reads.
 *
 * @param stage name of the input or stage that makes it
 * @param output which of its outputs, {@code data} by default, {@code quarantine} for rows set
 *     aside
 * @param alias the view's name in the reader's SQL
 */
public record Need(String stage, String output, String alias) {

  /** The output that every stage has. */
  public static final String DATA = "data";

  /** The output that holds the rows an ingest set aside. */
  public static final String QUARANTINE = "quarantine";

  /** A need of a stage's data, seen under the stage's own name. */
  public static Need of(String stage) {
    return new Need(stage, DATA, stage);
  }
}
