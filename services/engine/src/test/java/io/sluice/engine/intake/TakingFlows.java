package io.sluice.engine.intake;

import io.sluice.engine.flow.ColumnType.Simple;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.plan.FlowBuilder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flow {@code shop} with inputs {@code in0, in1, …}, varied by what they take. */
final class TakingFlows {

  private TakingFlows() {}

  /** Months of Paris, of the month before. */
  static Flow taking(String... patterns) {
    return of(PeriodRule.Every.MONTH, List.of(), List.of(), patterns);
  }

  /** The same with a slice {@code taxi}, whose default is given or missing. */
  static Flow sliced(Optional<String> standard, String... patterns) {
    Parameter taxi =
        new Parameter("taxi", Simple.VARCHAR, standard, Optional.empty(), Optional.empty());
    return of(PeriodRule.Every.MONTH, List.of(taxi), List.of(), patterns);
  }

  static Flow started(PeriodRule.Every every, Trigger trigger, String... patterns) {
    return of(every, List.of(), List.of(trigger), patterns);
  }

  private static Flow of(
      PeriodRule.Every every, List<Parameter> slice, List<Trigger> triggers, String... patterns) {
    Flow flow = new FlowBuilder().build();
    Input like = flow.inputs().getFirst();
    List<Input> inputs = new ArrayList<>();
    for (String pattern : patterns) {
      inputs.add(
          new Input(
              "in" + inputs.size(), List.of(pattern), like.format(), like.contract(), like.pool()));
    }
    return new Flow(
        flow.name(),
        flow.revision(),
        flow.description(),
        new PeriodRule(every, PeriodRule.Of.PREVIOUS, ZoneId.of("Europe/Paris")),
        new RunRules(slice.stream().map(Parameter::name).toList(), Map.of(), Optional.empty()),
        Optional.empty(),
        slice,
        inputs,
        triggers,
        flow.stages(),
        flow.figures(),
        flow.checks(),
        flow.publications());
  }
}
