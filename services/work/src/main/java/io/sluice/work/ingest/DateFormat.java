package io.sluice.work.ingest;

/** Writes a {@link java.time.format.DateTimeFormatter} pattern in DuckDB's strptime letters. */
final class DateFormat {
  private DateFormat() {}

  /**
   * @throws IllegalArgumentException when the pattern holds a letter that DuckDB cannot read, or
   *     that depends on a language
   */
  static String strptime(String pattern) {
    var format = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int end = i + 1;
      if (c == '\'') {
        end = pattern.indexOf('\'', i + 1) + 1;
        if (end == 0) {
          throw new IllegalArgumentException("the date format %s opens a quote".formatted(pattern));
        }
        String literal = pattern.substring(i + 1, end - 1);
        format.append(literal.isEmpty() ? "'" : literal.replace("%", "%%"));
      } else if (Character.isLetter(c)) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        format.append(letters(pattern, pattern.substring(i, end)));
      } else {
        format.append(c == '%' ? "%%" : String.valueOf(c));
      }
      i = end;
    }
    return format.toString();
  }

  private static String letters(String pattern, String letters) {
    return switch (letters) {
      case "yyyy", "uuuu" -> "%Y";
      case "yy", "uu" -> "%y";
      case "MM" -> "%m";
      case "M" -> "%-m";
      case "dd" -> "%d";
      case "d" -> "%-d";
      case "HH" -> "%H";
      case "H" -> "%-H";
      case "mm" -> "%M";
      case "ss" -> "%S";
      case "SSS" -> "%g";
      case "SSSSSS" -> "%f";
      default ->
          throw new IllegalArgumentException(
              "the date format %s holds %s; y, M, d, H, m, s and S are known, as in dd/MM/yyyy HH:mm:ss"
                  .formatted(pattern, letters));
    };
  }
}
