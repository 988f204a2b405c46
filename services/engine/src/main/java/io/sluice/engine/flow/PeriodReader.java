package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;

/** Refuses texts that are no period. */
final class PeriodReader {

  private PeriodReader() {}

  static void check(Value value, Every every) {
    value
        .text("a period")
        .ifPresent(
            text -> {
              try {
                Period.parse(every, text);
              } catch (IllegalArgumentException e) {
                value.problem(e.getMessage());
              }
            });
  }
}
