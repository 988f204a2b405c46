package io.sluice.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A declared pipeline, read and validated. Names are unique across inputs and stages, and each by
 * itself across publications, figures, checks and parameters.
 *
 * @param revision content hash of the flow's files, lower-case hex
 * @param rules what it says of its runs as a whole
 * @param sample the input files that lie beside the flow, if any
 */
public record Flow(
    String name,
    String revision,
    String description,
    PeriodRule period,
    RunRules rules,
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

  /** The slice of a run that is given those parameters; defaults stand for those not given. */
  public Map<String, String> sliceOf(Map<String, String> given) {
    Map<String, String> slice = new TreeMap<>();
    for (String name : rules.slice()) {
      parameter(name)
          .flatMap(it -> Optional.ofNullable(given.get(name)).or(it::defaultValue))
          .ifPresent(value -> slice.put(name, value));
    }
    return slice;
  }

  private Optional<Parameter> parameter(String name) {
    return parameters.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The schedule of that name. */
  public Optional<Trigger.Schedule> schedule(String name) {
    return schedules().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Its schedules, in the order of the file. */
  public List<Trigger.Schedule> schedules() {
    return triggers.stream()
        .filter(Trigger.Schedule.class::isInstance)
        .map(Trigger.Schedule.class::cast)
        .toList();
  }

  /**
   * The arrivals that start a run, with the inputs that it waits for named; empty when none do. A
   * flow that another one's results start waits for all of its inputs.
   */
  public Optional<Trigger.Arrivals> arrivals() {
    List<String> all = inputs.stream().map(Input::name).toList();
    for (Trigger trigger : triggers) {
      if (trigger instanceof Trigger.Arrivals given) {
        return Optional.of(
            new Trigger.Arrivals(given.inputs().isEmpty() ? all : given.inputs(), given.quiet()));
      }
    }
    return triggers.stream().anyMatch(Trigger.Result.class::isInstance)
        ? Optional.of(new Trigger.Arrivals(all, Trigger.Arrivals.USUAL_QUIET))
        : Optional.empty();
  }
}
