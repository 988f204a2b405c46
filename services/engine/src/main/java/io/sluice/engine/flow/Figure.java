package io.sluice.engine.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A named key number of a run.
 *
 * @param label what people read; the name when the flow gives none
 * @param unit shown behind the value, empty for none; {@code EUR}
 */
public record Figure(String name, Measure measure, String label, String unit) {

  private static final int DIGITS = 38;
  private static final int PLACES = 12;

  /** What a value is to be like, in words. */
  public static final String HOLDS =
      "a number of at most %d digits before the decimal point".formatted(DIGITS - PLACES);

  /**
   * Whether a figure can have the value: events carry so many digits, and round to the last one.
   */
  public static boolean holds(BigDecimal value) {
    return value.setScale(PLACES, RoundingMode.HALF_EVEN).precision() <= DIGITS;
  }

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
