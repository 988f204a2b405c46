package io.sluice.work.ingest;

/** Quoting, so that headings and file names may hold anything. */
final class Sql {
  private Sql() {}

  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String text(String literal) {
    return '\'' + literal.replace("'", "''") + '\'';
  }
}
