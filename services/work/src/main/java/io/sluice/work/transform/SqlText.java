package io.sluice.work.transform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL texts that were found to be one statement. */
final class SqlText {

  /** What may hold a semicolon that ends nothing, or a semicolon. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[eE]'(?:[^'\\\\]|\\\\.|'')*+'"
              + "|'(?:[^']|'')*+'"
              + "|\"(?:[^\"]|\"\")*+\""
              + "|(\\$[\\p{L}_]*\\$).*?\\1"
              + "|--[^\\n]*+"
              + "|/\\*.*?\\*/"
              + "|;",
          Pattern.DOTALL);

  private SqlText() {}

  /** The text without the semicolon that ends it, so that it can stand in parentheses. */
  static String withoutTerminator(String sql) {
    return TOKEN
        .matcher(sql)
        .replaceAll(
            token -> token.group().equals(";") ? " " : Matcher.quoteReplacement(token.group()));
  }
}
