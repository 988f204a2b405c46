package io.sluice.engine.flow;

import java.util.Optional;

/**
 * A column of an input's contract.
 *
 * @param name the column's name in SQL
 * @param header the column's heading in the file; the name unless {@code from} says otherwise
 * @param required whether an empty cell is a violation
 * @param rounding how a number with more digits than the type holds is treated
 * @param format pattern of dates and times in text ({@link java.time.format.DateTimeFormatter});
 *     ISO 8601 when empty
 */
public record Column(
    String name,
    String header,
    ColumnType type,
    boolean required,
    Rounding rounding,
    Optional<String> format) {

  /** What to do with digits that a decimal's scale cannot hold. */
  public enum Rounding {
    /** More digits than the scale holds are a violation. */
    NONE,
    HALF_UP,
    HALF_EVEN
  }
}
