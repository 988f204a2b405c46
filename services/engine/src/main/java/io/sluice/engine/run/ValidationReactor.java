package io.sluice.engine.run;

import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.run.CheckItem.Kind;
import io.sluice.engine.run.Outgoing.DispatchCheck;
import io.sluice.engine.run.Outgoing.Emit;
import io.sluice.engine.run.StageState.Completed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Hands out checks and figures as soon as their data is there, and closes or opens the gate. */
public final class ValidationReactor implements Reactor {

  @Override
  public List<Effect> outstanding(RunState state, Instant now) {
    if (!(state.phase() instanceof RunPhase.Working)) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    for (PlannedFigure figure : state.plan().figures()) {
      if (state.isReady(figure)) {
        effects.add(new Effect("figure/" + figure.name(), now, measure(state, figure)));
      }
    }
    for (PlannedCheck check : state.plan().checks()) {
      if (state.isReady(check)) {
        effects.add(new Effect("check/" + check.name(), now, evaluate(state, check)));
      }
    }
    if (state.settled()) {
      gate(state, now).forEach(effects::add);
    }
    return effects;
  }

  private static Stream<Effect> gate(RunState state, Instant now) {
    if (state.halted()) {
      RunEvent closed = new RunEvent.GateFailed(state.run(), now, state.failures());
      return Stream.of(new Effect("gate", now, new Emit(closed)));
    }
    if (!state.failedStages().isEmpty()) {
      return Stream.empty();
    }
    List<String> checks =
        state.plan().checks().stream()
            .filter(PlannedCheck::blocks)
            .map(PlannedCheck::name)
            .toList();
    RunEvent open = new RunEvent.GatePassed(state.run(), now, checks, state.artefacts(), "");
    return Stream.of(new Effect("gate", now, new Emit(open)));
  }

  private static DispatchCheck measure(RunState state, PlannedFigure figure) {
    return new DispatchCheck(
        new CheckItem(
            Ids.of(state.run().key(), "figure", figure.name()),
            state.run(),
            state.started().subject(),
            state.started().revision(),
            Kind.FIGURE,
            figure.name(),
            inputs(state, List.of(figure.stage())),
            state.plan().parameters(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of()));
  }

  private static DispatchCheck evaluate(RunState state, PlannedCheck check) {
    return new DispatchCheck(
        new CheckItem(
            Ids.of(state.run().key(), "check", check.name()),
            state.run(),
            state.started().subject(),
            state.started().revision(),
            Kind.CHECK,
            check.name(),
            inputs(state, check.stages()),
            state.plan().parameters(),
            observed(state, check.figures()),
            only(state.plan().references(), check.figures()),
            only(state.plan().baseline(), check.figures()),
            inputFailure(state, check)));
  }

  private static List<StageInput> inputs(RunState state, List<String> stages) {
    List<StageInput> inputs = new ArrayList<>();
    for (String stage : stages) {
      if (state.stage(stage) instanceof Completed completed) {
        inputs.add(new StageInput(stage, Need.DATA, completed.attempt(), completed.artefact()));
      }
    }
    return inputs;
  }

  private static Map<String, BigDecimal> observed(RunState state, List<String> figures) {
    Map<String, BigDecimal> values = new HashMap<>();
    for (String figure : figures) {
      if (state.figure(figure) instanceof FigureState.Observed observed) {
        values.put(figure, observed.value());
      }
    }
    return values;
  }

  private static Map<String, BigDecimal> only(Map<String, BigDecimal> values, List<String> names) {
    Map<String, BigDecimal> chosen = new HashMap<>(values);
    chosen.keySet().retainAll(names);
    return chosen;
  }

  private static List<String> inputFailure(RunState state, PlannedCheck check) {
    return check.stages().stream()
        .map(state::stage)
        .filter(StageState.Failed.class::isInstance)
        .map(StageState.Failed.class::cast)
        .flatMap(failed -> Stream.concat(Stream.of(failed.message()), failed.details().stream()))
        .toList();
  }
}
