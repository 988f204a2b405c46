package io.sluice.engine.run;

import java.util.List;

/** Where a check of a run stands. */
public sealed interface CheckState {

  /** No verdict yet. */
  record Pending() implements CheckState {}

  /** It holds. */
  record Passed(String expected, String observed) implements CheckState {}

  /** It does not hold. */
  record Failed(String expected, String observed, List<String> evidence) implements CheckState {
    public Failed {
      evidence = List.copyOf(evidence);
    }
  }

  /** It has nothing to look at in this run. */
  record NotApplicable(String reason) implements CheckState {}
}
