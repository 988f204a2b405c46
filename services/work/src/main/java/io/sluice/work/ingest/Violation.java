package io.sluice.work.ingest;

/**
 * A cell that breaks the contract, as its sender finds it again.
 *
 * @param sheet empty when the file is no workbook
 * @param row from 1: the row that Excel shows, the line of a text file, the row of a Parquet file
 * @param column the heading; empty when the whole row is at fault
 * @param value at most {@value #VALUE_CHARS} characters of what stands there, empty for none
 * @param expected what the contract asks for
 */
public record Violation(
    String file, String sheet, long row, String column, String value, String expected) {

  static final int VALUE_CHARS = 80;

  public Violation {
    if (value.length() > VALUE_CHARS) {
      value = value.substring(0, VALUE_CHARS - 1) + "…";
    }
  }

  /** The violation as a sentence. */
  public String sentence() {
    var place = new StringBuilder(file);
    if (!sheet.isEmpty()) {
      place.append(", sheet \"").append(sheet).append('"');
    }
    place.append(", row ").append(row);
    if (!column.isEmpty()) {
      place.append(", column \"").append(column).append('"');
    }
    String found = value.isEmpty() ? "nothing" : "\"" + value + "\"";
    return "%s: expected %s, found %s".formatted(place, expected, found);
  }
}
