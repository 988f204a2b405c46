package io.sluice.engine.run;

import io.sluice.engine.flow.Check.Severity;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedCheck.Subject;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds small plans. Stages go to pool {@code work}, deliveries to {@code publish}. */
final class PlanBuilder {

  static final int TIMEOUT_MS = 60_000;
  static final int BACKOFF_MS = 1_000;

  private final List<PlannedStage> stages = new ArrayList<>();
  private final List<PlannedCheck> checks = new ArrayList<>();
  private final List<PlannedFigure> figures = new ArrayList<>();
  private final int maxAttempts;

  private PlanBuilder(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /** A plan whose stages are tried twice. */
  static PlanBuilder plan() {
    return triedUpTo(2);
  }

  static PlanBuilder triedUpTo(int maxAttempts) {
    return new PlanBuilder(maxAttempts);
  }

  /** A source with the check of its contract, {@code <name>.contract}. */
  PlanBuilder source(String name) {
    stages.add(stage(name, StageKind.SOURCE, "ingest", "work", List.of()));
    return check(name + ".contract", Severity.ERROR, Subject.CONTRACT, List.of(name), List.of());
  }

  PlanBuilder stage(String name, String... needs) {
    return stageOf("work", name, needs);
  }

  PlanBuilder stageOf(String pool, String name, String... needs) {
    stages.add(stage(name, StageKind.TRANSFORM, "sql", pool, List.of(needs)));
    return this;
  }

  PlanBuilder delivery(String name, String... needs) {
    stages.add(stage(name, StageKind.DELIVERY, "directory", "publish", List.of(needs)));
    return this;
  }

  /** An error check on the data of stages. */
  PlanBuilder check(String name, String... on) {
    return check(name, Severity.ERROR, Subject.DATA, List.of(on), List.of());
  }

  PlanBuilder warning(String name, String... on) {
    return check(name, Severity.WARN, Subject.DATA, List.of(on), List.of());
  }

  PlanBuilder figureCheck(String name, String... figures) {
    return check(name, Severity.ERROR, Subject.FIGURES, List.of(), List.of(figures));
  }

  PlanBuilder figure(String name, String stage) {
    figures.add(new PlannedFigure(name, stage, name, ""));
    return this;
  }

  Plan build() {
    return new Plan(stages, checks, figures, Map.of(), Map.of(), Map.of(), Map.of());
  }

  private PlanBuilder check(
      String name, Severity severity, Subject subject, List<String> on, List<String> figures) {
    checks.add(new PlannedCheck(name, severity, subject, on, figures, ""));
    return this;
  }

  private PlannedStage stage(
      String name, StageKind kind, String operation, String pool, List<String> needs) {
    return new PlannedStage(
        name,
        kind,
        operation,
        1,
        pool,
        needs.stream().map(Need::of).toList(),
        List.of(),
        name,
        true,
        new Limits(TIMEOUT_MS, maxAttempts, BACKOFF_MS, 0));
  }
}
