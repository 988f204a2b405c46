package io.sluice.engine.trigger;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.Slices;
import io.sluice.engine.plan.BoundParameters;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.Planner;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunResult.FigureValue;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns requests into runs. */
public final class RunStarter {

  private RunStarter() {}

  /**
   * Decides on a request.
   *
   * @param flow the revision it asks for
   * @param references reference values of its period, empty without any
   * @param current the current publication under a result key
   * @param ordinal counts the flow's runs
   */
  public static Starting start(
      RunRequest request,
      Flow flow,
      Map<String, BigDecimal> references,
      Function<String, Optional<Published>> current,
      long ordinal,
      Instant now) {
    List<String> problems = new ArrayList<>(unknownInputs(request, flow));
    Optional<Period> period = period(request, flow, problems);
    if (period.isEmpty()) {
      return new Starting.Refuse(problems);
    }
    BoundParameters parameters =
        BoundParameters.bind(flow.parameters(), request.parameters(), period.get(), request.at());
    problems.addAll(parameters.problems());
    problems.addAll(slice(request, flow));
    if (!problems.isEmpty()) {
      return new Starting.Refuse(problems);
    }
    Plan plan =
        new Planner(flow, request.origin().shadow())
            .plan(
                parameters.values(),
                request.inputs(),
                references,
                baseline(request, flow, period.get(), current));
    return new Starting.Start(
        new RunEvent.Started(
            request.run(),
            now,
            request.subject(),
            request.origin().withLabels(flow.rules().labels()),
            ordinal,
            flow.revision(),
            plan));
  }

  private static List<String> unknownInputs(RunRequest request, Flow flow) {
    Set<String> unknown = new TreeSet<>(request.inputs().keySet());
    flow.inputs().stream().map(Input::name).forEach(unknown::remove);
    return unknown.stream().map(name -> "input " + name + " is not declared by the flow").toList();
  }

  private static List<String> slice(RunRequest request, Flow flow) {
    Map<String, String> slice = flow.sliceOf(request.parameters());
    List<String> problems = new ArrayList<>(Slices.problems(slice));
    if (problems.isEmpty() && !slice.equals(request.subject().slice())) {
      problems.add(
          "the parameters give the slice \"%s\" but the trigger names \"%s\""
              .formatted(Slices.text(slice), request.subject().sliceText()));
    }
    return problems;
  }

  private static Optional<Period> period(RunRequest request, Flow flow, List<String> problems) {
    try {
      return Optional.of(Period.parse(flow.period().every(), request.subject().period()));
    } catch (IllegalArgumentException e) {
      problems.add("period: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The figures of the current publication of the period before. */
  private static Map<String, BigDecimal> baseline(
      RunRequest request, Flow flow, Period period, Function<String, Optional<Published>> current) {
    Period before = period.previous(flow.period().timezone());
    if (before.equals(period)) {
      return Map.of();
    }
    RunSubject subject = RunSubject.of(request.subject().slice(), before, flow.period().timezone());
    return current
        .apply(subject.resultKey(request.flow()))
        .map(
            published ->
                published.figures().stream()
                    .collect(Collectors.toMap(FigureValue::name, FigureValue::value)))
        .orElse(Map.of());
  }
}
