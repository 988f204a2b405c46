package io.sluice.engine.run;

import io.sluice.engine.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A plan of one chain, and the histories that lead its run to where a specification begins. */
final class Histories {

  /** src, mid, out one after the other, then the delivery; checks on mid, a figure of out. */
  static final Plan PLAN =
      PlanBuilder.plan()
          .source("src")
          .stage("mid", "src")
          .stage("out", "mid")
          .delivery("deliver", "out")
          .check("mid_ok", "mid")
          .warning("mid_warn", "mid")
          .figure("rows", "out")
          .figureCheck("rows_ok", "rows")
          .build();

  static final List<String> ERROR_CHECKS = List.of("src.contract", "mid_ok", "rows_ok");

  private Histories() {}

  static List<RunInput> sourceDone() {
    return List.of(Telling.completed("src", 1), Telling.passed("src.contract"));
  }

  static List<RunInput> midDone() {
    return and(sourceDone(), Telling.completed("mid", 1));
  }

  /** Every stage before the gate completed, every check passed. */
  static List<RunInput> settled() {
    return and(
        midDone(),
        Telling.passed("mid_ok"),
        Telling.refuted("mid_warn"),
        Telling.completed("out", 1),
        Telling.observed("rows", "3"),
        Telling.passed("rows_ok"));
  }

  static List<RunInput> gatePassed() {
    return and(settled(), Telling.gatePassed(ERROR_CHECKS, "src", "mid", "out"));
  }

  static List<RunInput> publishing() {
    return and(gatePassed(), Telling.opened(1));
  }

  static List<RunInput> delivered() {
    return and(publishing(), Telling.delivered("deliver", 1));
  }

  /** mid_ok failed after everything was done. */
  static List<RunInput> halted() {
    return and(
        midDone(),
        Telling.passed("mid_warn"),
        Telling.completed("out", 1),
        Telling.observed("rows", "3"),
        Telling.passed("rows_ok"),
        Telling.refuted("mid_ok"));
  }

  static List<RunInput> refused() {
    return and(halted(), Telling.gateFailed("mid_ok"));
  }

  static List<RunInput> over() {
    return and(sourceDone(), Telling.cancelled());
  }

  static List<RunInput> and(List<RunInput> history, RunInput... more) {
    List<RunInput> longer = new ArrayList<>(history);
    longer.addAll(Arrays.asList(more));
    return longer;
  }
}
