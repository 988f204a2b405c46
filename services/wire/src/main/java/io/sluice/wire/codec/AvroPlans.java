package io.sluice.wire.codec;

import static io.sluice.wire.codec.AvroBasics.list;

import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageKind;
import io.sluice.schemas.CheckSubject;
import io.sluice.schemas.Severity;

/** A run's plan as RunStarted carries it: whole, so that every service works by the same one. */
final class AvroPlans {

  private AvroPlans() {}

  static io.sluice.schemas.Plan plan(Plan plan) {
    return new io.sluice.schemas.Plan(
        list(plan.stages(), AvroPlans::stage),
        list(plan.checks(), AvroPlans::check),
        list(plan.figures(), AvroPlans::figure),
        plan.parameters(),
        AvroBasics.inputs(plan.inputs()),
        AvroBasics.decimals(plan.references()),
        AvroBasics.decimals(plan.baseline()));
  }

  static Plan plan(io.sluice.schemas.Plan plan) {
    return new Plan(
        list(plan.getStages(), AvroPlans::stage),
        list(plan.getChecks(), AvroPlans::check),
        list(plan.getFigures(), AvroPlans::figure),
        plan.getParameters(),
        AvroBasics.files(plan.getInputs()),
        AvroBasics.plains(plan.getReferences()),
        AvroBasics.plains(plan.getBaseline()));
  }

  static io.sluice.schemas.PlannedStage stage(PlannedStage stage) {
    Limits limits = stage.limits();
    return new io.sluice.schemas.PlannedStage(
        stage.name(),
        io.sluice.schemas.StageKind.valueOf(stage.kind().name()),
        stage.operation(),
        stage.operationVersion(),
        stage.pool(),
        list(
            stage.needs(),
            need -> new io.sluice.schemas.Need(need.stage(), need.output(), need.alias())),
        stage.parameters(),
        stage.definitionHash(),
        stage.repeatable(),
        new io.sluice.schemas.Limits(
            limits.timeoutMs(), limits.maxAttempts(), limits.backoffMs(), limits.memoryMb()));
  }

  static PlannedStage stage(io.sluice.schemas.PlannedStage stage) {
    io.sluice.schemas.Limits limits = stage.getLimits();
    return new PlannedStage(
        stage.getName(),
        StageKind.valueOf(stage.getKind().name()),
        stage.getOperation(),
        stage.getOperationVersion(),
        stage.getPool(),
        list(
            stage.getNeeds(), need -> new Need(need.getStage(), need.getOutput(), need.getAlias())),
        stage.getParameters(),
        stage.getDefinitionHash(),
        stage.getRepeatable(),
        new Limits(
            limits.getTimeoutMs(),
            limits.getMaxAttempts(),
            limits.getBackoffMs(),
            limits.getMemoryMb()));
  }

  private static io.sluice.schemas.PlannedCheck check(PlannedCheck check) {
    return new io.sluice.schemas.PlannedCheck(
        check.name(),
        Severity.valueOf(check.severity().name()),
        CheckSubject.valueOf(check.subject().name()),
        check.stages(),
        check.figures(),
        check.inapplicable());
  }

  private static PlannedCheck check(io.sluice.schemas.PlannedCheck check) {
    return new PlannedCheck(
        check.getName(),
        Check.Severity.valueOf(check.getSeverity().name()),
        PlannedCheck.Subject.valueOf(check.getSubject().name()),
        check.getStages(),
        check.getFigures(),
        check.getInapplicable());
  }

  private static io.sluice.schemas.PlannedFigure figure(PlannedFigure figure) {
    return new io.sluice.schemas.PlannedFigure(
        figure.name(), figure.stage(), figure.label(), figure.unit());
  }

  private static PlannedFigure figure(io.sluice.schemas.PlannedFigure figure) {
    return new PlannedFigure(
        figure.getName(), figure.getStage(), figure.getLabel(), figure.getUnit());
  }
}
