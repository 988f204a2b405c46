package io.sluice.engine.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a SQL text stands, to tell problems at their place in it. */
record SqlPlace(Value value, String file, String sql) {

  private static final Pattern NO_CODE =
      Pattern.compile("'(?:[^']|'')*+'|--[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/");

  /** A problem at a line and column of the text, both from 1; 0 is taken as 1. */
  void problem(int line, int column, String message) {
    int atLine = Math.max(1, line);
    int atColumn = Math.max(1, column);
    if (file.equals(FlowSource.FLOW_FILE)) {
      value.problem(
          sql.indexOf('\n') < 0 ? message : "%s (line %d of the SQL)".formatted(message, atLine));
      return;
    }
    value.problems().add(new Problem(value.path(), file, atLine, atColumn, message));
  }

  /** A problem at the first place of a word in the text, comments and literals left out. */
  void problemAt(String word, String message) {
    Matcher code = NO_CODE.matcher(sql);
    String masked = code.replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    Matcher matcher =
        Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
            .matcher(masked);
    int at = matcher.find() ? matcher.start() : 0;
    String before = sql.substring(0, at);
    int line = 1 + (int) before.chars().filter(character -> character == '\n').count();
    problem(line, at - before.lastIndexOf('\n'), message);
  }
}
