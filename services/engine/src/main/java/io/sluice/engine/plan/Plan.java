package io.sluice.engine.plan;

import io.sluice.engine.artefact.InputFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run will do. It is fixed when the run starts and never changes.
 *
 * @param parameters bound values by name, as canonical text; the period's bounds are among them
 * @param inputs the files of each input
 * @param references the period's reference values by figure
 * @param baseline the figures of the current publication of the period before
 */
public record Plan(
    List<PlannedStage> stages,
    List<PlannedCheck> checks,
    List<PlannedFigure> figures,
    Map<String, String> parameters,
    Map<String, List<InputFile>> inputs,
    Map<String, BigDecimal> references,
    Map<String, BigDecimal> baseline) {

  public Plan {
    stages = List.copyOf(stages);
    checks = List.copyOf(checks);
    figures = List.copyOf(figures);
    parameters = Map.copyOf(parameters);
    inputs = Map.copyOf(inputs);
    references = Map.copyOf(references);
    baseline = Map.copyOf(baseline);
  }

  /** The stage of that name. */
  public Optional<PlannedStage> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }
}
