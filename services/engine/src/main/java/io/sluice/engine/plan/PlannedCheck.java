package io.sluice.engine.plan;

import io.sluice.engine.flow.Check.Severity;
import java.util.List;

/**
 * A check of a run.
 *
 * @param subject what it waits for
 * @param stages the stages it looks at; empty for a check over figures
 * @param figures the figures it looks at; empty for a check over data
 * @param inapplicable why this run has nothing to hold it against; empty when it applies
 */
public record PlannedCheck(
    String name,
    Severity severity,
    Subject subject,
    List<String> stages,
    List<String> figures,
    String inapplicable) {

  public PlannedCheck {
    stages = List.copyOf(stages);
    figures = List.copyOf(figures);
  }

  /** What a check waits for. */
  public enum Subject {
    /** The end of an input's stage, well or badly. */
    CONTRACT,
    /** The data of stages. */
    DATA,
    /** The values of figures. */
    FIGURES
  }

  /** Whether its failure stops the run. */
  public boolean blocks() {
    return severity == Severity.ERROR;
  }
}
