package io.sluice.work.export;

/** SQL text that cannot be taken for anything but a name or a string. */
final class Quoted {

  private Quoted() {}

  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }
}
