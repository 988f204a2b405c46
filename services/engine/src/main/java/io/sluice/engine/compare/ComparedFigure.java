package io.sluice.engine.compare;

import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.run.FigureState;
import io.sluice.engine.run.RunState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure in two runs.
 *
 * @param before its value in the first run; empty when it has none
 * @param after its value in the second run; empty when it has none
 */
public record ComparedFigure(
    String name, String unit, Optional<BigDecimal> before, Optional<BigDecimal> after) {

  /** Every figure of either run: those of the second first. */
  public static List<ComparedFigure> of(RunState before, RunState after) {
    Map<String, ComparedFigure> figures = new LinkedHashMap<>();
    for (RunState run : List.of(after, before)) {
      for (PlannedFigure figure : run.plan().figures()) {
        String name = figure.name();
        figures.putIfAbsent(
            name, new ComparedFigure(name, figure.unit(), value(before, name), value(after, name)));
      }
    }
    return List.copyOf(figures.values());
  }

  private static Optional<BigDecimal> value(RunState run, String figure) {
    return run.figures().get(figure) instanceof FigureState.Observed observed
        ? Optional.of(observed.value())
        : Optional.empty();
  }

  /** By how much it grew; empty unless both runs have it. */
  public Optional<BigDecimal> change() {
    return before.flatMap(b -> after.map(a -> a.subtract(b)));
  }
}
