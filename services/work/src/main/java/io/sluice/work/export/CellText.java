package io.sluice.work.export;

import java.util.regex.Pattern;

/** Text as a workbook's XML can hold it. */
final class CellText {

  private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
  private static final Pattern NOT_XML =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  private CellText() {}

  /**
   * The text with characters that XML forbids written as {@code _x0001_}, the way ECMA-376 part 1,
   * 22.9.2.19 (ST_Xstring) has it.
   */
  static String of(String text) {
    String safe = LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_");
    return NOT_XML
        .matcher(safe)
        .replaceAll(match -> "_x%04X_".formatted((int) match.group().charAt(0)));
  }
}
