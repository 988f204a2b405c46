package io.sluice.cli;

/**
 * What the doctor saw of one thing.
 *
 * @param advice what to do; empty when nothing need be done
 */
record Finding(Health health, String subject, String words, String advice) {

  /** How bad it is. */
  enum Health {
    GOOD("ok"),
    POOR("warn"),
    BAD("BAD");

    private final String word;

    Health(String word) {
      this.word = word;
    }
  }

  static Finding good(String subject, String words) {
    return new Finding(Health.GOOD, subject, words, "");
  }

  static Finding poor(String subject, String words, String advice) {
    return new Finding(Health.POOR, subject, words, advice);
  }

  static Finding bad(String subject, String words, String advice) {
    return new Finding(Health.BAD, subject, words, advice);
  }

  /** A line, and a second one for the advice. */
  String text() {
    String line = "%-4s  %-16s %s%n".formatted(health.word, subject, words);
    return advice.isEmpty() ? line : line + "      %-16s %s%n".formatted("", advice);
  }
}
