package io.sluice.work.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet, forward. Formulas give the value that was saved with them; one without is
 * an error, as programs save it that write workbooks and cannot calculate.
 */
final class SheetReader {
  private static final int MOST_ROWS = 1_048_576;
  private static final int MOST_COLUMNS = 16_384;
  private static final String NOT_CALCULATED =
      "a formula without its value: open the workbook and save it";

  private final Xml xml;
  private final SharedStrings strings;
  private final IngestLimits limits;
  private long lastRow;

  SheetReader(Xml xml, SharedStrings strings, IngestLimits limits) {
    this.xml = xml;
    this.strings = strings;
    this.limits = limits;
  }

  /** Reads the next row that the sheet holds; false at its end. */
  boolean next(Row row) throws IOException, RefusedFileException {
    while (xml.next()) {
      if (xml.starts("row")) {
        lastRow = rowNumber();
        row.start(lastRow);
        readCells(row);
        return true;
      }
      if (xml.ends("sheetData")) {
        return false;
      }
    }
    return false;
  }

  private long rowNumber() throws RefusedFileException {
    String text = xml.attribute("r");
    if (text == null) {
      return lastRow + 1;
    }
    try {
      long number = Long.parseLong(text.strip());
      if (number > lastRow && number <= MOST_ROWS) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw damaged("a row has no number");
    }
    throw damaged("its rows are out of order");
  }

  private void readCells(Row row) throws IOException, RefusedFileException {
    while (xml.next() && !xml.ends("row")) {
      if (xml.starts("c")) {
        String reference = xml.attribute("r");
        int column = reference == null ? row.size() : column(reference);
        if (column >= limits.columns()) {
          throw new RefusedFileException(
              ", row %d: a cell past the %,d columns allowed."
                  .formatted(row.number(), limits.columns()));
        }
        readCell(row, column, xml.attribute("t"));
      }
    }
  }

  private void readCell(Row row, int column, @Nullable String type)
      throws IOException, RefusedFileException {
    String value = null;
    boolean formula = false;
    while (xml.next() && !xml.ends("c")) {
      if (xml.starts("f")) {
        formula = true;
      } else if (xml.starts("v")) {
        value = xml.text();
      } else if (xml.starts("is")) {
        value = SharedStrings.item(xml, "is");
      }
    }
    if (value != null && !value.isEmpty()) {
      set(row, column, type == null ? "n" : type, value);
    } else if (formula && !"str".equals(type)) {
      row.set(column, NOT_CALCULATED, Row.Kind.ERROR);
    }
  }

  private void set(Row row, int column, String type, String value) throws RefusedFileException {
    switch (type) {
      case "n" -> row.set(column, value.strip(), Row.Kind.NUMBER);
      case "s" -> row.set(column, strings.at(value), Row.Kind.TEXT);
      case "str" -> row.set(column, SharedStrings.unescaped(value), Row.Kind.TEXT);
      case "inlineStr", "d" -> row.set(column, value, Row.Kind.TEXT);
      case "b" -> row.set(column, value.strip().equals("1") ? "true" : "false", Row.Kind.TEXT);
      case "e" -> row.set(column, value, Row.Kind.ERROR);
      default -> throw damaged("a cell has the unknown type \"" + type + "\"");
    }
  }

  private static int column(String reference) throws RefusedFileException {
    int column = 0;
    for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
      column = column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
      if (column < 1 || column > MOST_COLUMNS) {
        throw damaged("the cell \"" + reference + "\" lies outside any sheet");
      }
    }
    if (column == 0) {
      throw damaged("the cell \"" + reference + "\" has no column");
    }
    return column - 1;
  }

  private static RefusedFileException damaged(String why) {
    return new RefusedFileException(
        " is damaged: %s. Open it, save it as .xlsx and send it again.".formatted(why));
  }
}
