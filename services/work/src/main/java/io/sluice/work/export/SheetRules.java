package io.sluice.work.export;

import io.sluice.engine.flow.Export.Sheet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The limits of the workbook format (ECMA-376 as Excel reads it). */
final class SheetRules {

  static final int MAX_TITLE = 31;
  static final int MAX_TEXT = 32_767;
  static final int MAX_ROWS = 1_048_576;
  static final int MAX_COLUMNS = 16_384;

  /** Numbers of more digits lose their last ones when a spreadsheet opens them. */
  static final int EXACT_DIGITS = 15;

  private static final String FORBIDDEN = "[]:*?/\\";

  private SheetRules() {}

  static void requireTitles(List<Sheet> sheets) {
    if (sheets.isEmpty()) {
      throw new ExportException("a workbook needs at least one sheet");
    }
    Set<String> seen = new HashSet<>();
    for (Sheet sheet : sheets) {
      requireTitle(sheet.title());
      if (!seen.add(sheet.title().toLowerCase(Locale.ROOT))) {
        throw new ExportException(
            "two sheets are called '%s'; sheets differ by more than case".formatted(sheet.title()));
      }
    }
  }

  private static void requireTitle(String title) {
    String problem = problem(title);
    if (!problem.isEmpty()) {
      throw new ExportException("the sheet title '%s' %s".formatted(title, problem));
    }
  }

  private static String problem(String title) {
    if (title.isBlank()) {
      return "is empty; give the sheet a name";
    }
    if (title.length() > MAX_TITLE) {
      return "has %d characters; a workbook allows %d".formatted(title.length(), MAX_TITLE);
    }
    if (title.startsWith("'") || title.endsWith("'")) {
      return "begins or ends with an apostrophe, which a workbook does not allow";
    }
    if (title.equalsIgnoreCase("History")) {
      return "is reserved by Excel; choose another";
    }
    return title.chars().anyMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0)
        ? "holds one of the characters %s, which a workbook does not allow"
            .formatted(String.join(" ", FORBIDDEN.split("")))
        : "";
  }

  static void requireRoom(String sheet, long rows, int columns) {
    if (rows >= MAX_ROWS) {
      throw new ExportException(
          "sheet %s would need %,d rows and a header; a workbook holds %,d: publish it as csv or parquet"
              .formatted(sheet, rows, MAX_ROWS));
    }
    if (columns > MAX_COLUMNS) {
      throw new ExportException(
          "sheet %s would need %,d columns; a workbook holds %,d"
              .formatted(sheet, columns, MAX_COLUMNS));
    }
  }

  static void requireFits(String sheet, long row, String column, String text) {
    if (text.length() > MAX_TEXT) {
      throw new ExportException(
          "sheet %s, row %d, column %s: a text of %,d characters; a cell holds %,d"
              .formatted(sheet, row, column, text.length(), MAX_TEXT));
    }
  }
}
