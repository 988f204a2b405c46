package io.sluice.engine.flow;

/**
 * A named key number of a run.
 *
 * @param label what people read; the name when the flow gives none
 * @param unit shown behind the value, empty for none; {@code EUR}
 */
public record Figure(String name, Measure measure, String label, String unit) {

  /** How the number comes about. */
  public sealed interface Measure {
    /** The stage whose data is measured. */
    String stage();

    /** The number of rows. */
    record Rows(String stage) implements Measure {}

    /** The value of a column in the only row of the stage's data. */
    record Value(String stage, String column) implements Measure {}
  }
}
