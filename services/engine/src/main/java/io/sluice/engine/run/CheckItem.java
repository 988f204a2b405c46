package io.sluice.engine.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Work for validation: a check to evaluate or a figure to measure.
 *
 * @param id derived from run and target, so that a repeat is recognised
 * @param target name of the check or figure
 * @param figures the observed figures that the check looks at
 * @param references reference values of these figures, where there are any
 * @param baseline values of these figures in the period before, where there are any
 * @param inputFailure why the input was refused, offending cells behind it; empty when it was not
 */
public record CheckItem(
    String id,
    RunRef run,
    RunSubject subject,
    String revision,
    Kind kind,
    String target,
    List<StageInput> inputs,
    Map<String, String> parameters,
    Map<String, BigDecimal> figures,
    Map<String, BigDecimal> references,
    Map<String, BigDecimal> baseline,
    List<String> inputFailure) {

  public CheckItem {
    inputs = List.copyOf(inputs);
    parameters = Map.copyOf(parameters);
    figures = Map.copyOf(figures);
    references = Map.copyOf(references);
    baseline = Map.copyOf(baseline);
    inputFailure = List.copyOf(inputFailure);
  }

  /** Whether an event of the run makes working on this item useless. */
  public boolean endedBy(RunEvent event) {
    return event.endsRun();
  }

  /**
   * What is told of a check that could not be evaluated, or a figure that could not be measured.
   */
  public RunEvent unanswered(String why, Instant now) {
    return switch (kind) {
      case CHECK ->
          new RunEvent.CheckFailed(
              run, now, target, "an evaluation", "could not be evaluated: " + why, List.of());
      case FIGURE ->
          new RunEvent.FigureObserved(
              run, now, target, Optional.empty(), "could not be measured: " + why);
    };
  }

  /** What is asked for. */
  public enum Kind {
    CHECK,
    FIGURE
  }
}
