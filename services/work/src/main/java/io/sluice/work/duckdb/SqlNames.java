package io.sluice.work.duckdb;

/** Names and texts as they stand in SQL. */
public final class SqlNames {

  private SqlNames() {}

  /** A name that means itself, whatever it is: {@code at} becomes {@code "at"}. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text constant. */
  public static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
