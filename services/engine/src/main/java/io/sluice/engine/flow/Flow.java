package io.sluice.engine.flow;

import java.util.List;
import java.util.Optional;

/**
 * A declared pipeline, read and validated. Names are unique across inputs and stages, and each by
 * itself across publications, figures, checks and parameters.
 *
 * @param revision content hash of the flow's files, lower-case hex
 * @param sample the input files that lie beside the flow, if any
 */
public record Flow(
    String name,
    String revision,
    String description,
    PeriodRule period,
    Optional<Sample> sample,
    List<Parameter> parameters,
    List<Input> inputs,
    List<Trigger> triggers,
    List<Stage> stages,
    List<Figure> figures,
    List<Check> checks,
    List<Publication> publications) {

  public Flow {
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
    triggers = List.copyOf(triggers);
    stages = List.copyOf(stages);
    figures = List.copyOf(figures);
    checks = List.copyOf(checks);
    publications = List.copyOf(publications);
  }
}
