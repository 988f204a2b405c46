package io.sluice.engine.run;

import java.math.BigDecimal;

/** Where a figure of a run stands. */
public sealed interface FigureState {

  /** Not measured yet. */
  record Pending() implements FigureState {}

  /** Measured. */
  record Observed(BigDecimal value) implements FigureState {}

  /** Measured in vain, which is a failure. */
  record Unobservable(String problem) implements FigureState {}

  /** Its stage did not complete. */
  record NotApplicable(String reason) implements FigureState {}
}
