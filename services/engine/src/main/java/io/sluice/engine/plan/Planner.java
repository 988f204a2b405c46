package io.sluice.engine.plan;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Check.Severity;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.flow.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Expands a flow to the plan of one run: inputs, exports and deliveries become stages. */
public final class Planner {

  private static final Limits DELIVERY_LIMITS = new Limits(600_000, 5, 1_000, 0);

  private final Flow flow;
  private final Operation delivery;

  public Planner(Flow flow) {
    this(flow, false);
  }

  /**
   * @param shadow whether runs deliver to a folder of their own and publish nothing
   */
  public Planner(Flow flow, boolean shadow) {
    this.flow = flow;
    this.delivery = shadow ? Operation.SHADOW : Operation.DIRECTORY;
  }

  /** The pools that work the stages of its runs. */
  public Set<String> pools() {
    return plan(Map.of(), Map.of(), Map.of(), Map.of()).stages().stream()
        .map(PlannedStage::pool)
        .collect(Collectors.toSet());
  }

  /**
   * The plan of one run.
   *
   * @param parameters every parameter, bound
   * @param inputs the files of each input
   * @param references the period's reference values, empty without any
   * @param baseline figures of the current publication of the period before, empty without one
   */
  public Plan plan(
      Map<String, String> parameters,
      Map<String, List<InputFile>> inputs,
      Map<String, BigDecimal> references,
      Map<String, BigDecimal> baseline) {
    List<PlannedStage> stages = new ArrayList<>();
    flow.inputs().forEach(input -> stages.add(ingest(input)));
    flow.stages().forEach(stage -> stages.add(transform(stage)));
    flow.publications().forEach(publication -> stages.add(export(publication)));
    if (!flow.publications().isEmpty()) {
      stages.add(delivery());
    }
    return new Plan(
        stages,
        checks(references, baseline),
        flow.figures().stream().map(Planner::figure).toList(),
        parameters,
        inputs,
        references,
        baseline);
  }

  private static PlannedStage ingest(Input input) {
    return new PlannedStage(
        input.name(),
        StageKind.SOURCE,
        Operation.INGEST.label(),
        Operation.INGEST.version(),
        input.pool(),
        List.of(),
        List.of(),
        Definitions.of(input),
        true,
        Limits.DEFAULT);
  }

  private static PlannedStage transform(Stage stage) {
    return new PlannedStage(
        stage.name(),
        StageKind.TRANSFORM,
        Operation.SQL.label(),
        Operation.SQL.version(),
        stage.pool(),
        stage.needs(),
        stage.parameters(),
        Definitions.of(stage),
        stage.repeatable(),
        stage.limits());
  }

  private PlannedStage export(Publication publication) {
    Operation operation = Operation.of(publication.export());
    boolean page = publication.export() instanceof Export.Html;
    return new PlannedStage(
        StageNames.export(publication.name()),
        StageKind.TRANSFORM,
        operation.label(),
        operation.version(),
        publication.pool(),
        exported(publication.export()).stream().map(Need::of).toList(),
        page ? ofSubject() : List.of(),
        Definitions.of(publication, flow),
        true,
        Limits.DEFAULT);
  }

  /** What a page tells of its run besides data. */
  private List<String> ofSubject() {
    List<String> parameters = new ArrayList<>(List.of(BoundParameters.PERIOD));
    parameters.addAll(flow.rules().slice());
    return parameters;
  }

  /** The stages whose data an export reads; a page measures its figures itself. */
  private Set<String> exported(Export export) {
    Set<String> names = new LinkedHashSet<>(export.stages());
    if (export instanceof Export.DuckDb && names.isEmpty()) {
      flow.inputs().forEach(input -> names.add(input.name()));
      flow.stages().forEach(stage -> names.add(stage.name()));
    }
    if (export instanceof Export.Html) {
      flow.figures().forEach(figure -> names.add(figure.measure().stage()));
    }
    return names;
  }

  private PlannedStage delivery() {
    return new PlannedStage(
        StageNames.FOLDER,
        StageKind.DELIVERY,
        delivery.label(),
        delivery.version(),
        Publication.DEFAULT_POOL,
        flow.publications().stream()
            .map(publication -> Need.of(StageNames.export(publication.name())))
            .toList(),
        List.of(),
        "",
        true,
        DELIVERY_LIMITS);
  }

  private static PlannedFigure figure(Figure figure) {
    return new PlannedFigure(
        figure.name(), figure.measure().stage(), figure.label(), figure.unit());
  }

  private List<PlannedCheck> checks(
      Map<String, BigDecimal> references, Map<String, BigDecimal> baseline) {
    List<PlannedCheck> checks = new ArrayList<>();
    for (Input input : flow.inputs()) {
      checks.add(
          new PlannedCheck(
              StageNames.contract(input.name()),
              Severity.ERROR,
              PlannedCheck.Subject.CONTRACT,
              List.of(input.name()),
              List.of(),
              ""));
    }
    flow.checks().forEach(check -> checks.add(planned(check, references, baseline)));
    return checks;
  }

  private static PlannedCheck planned(
      Check check, Map<String, BigDecimal> references, Map<String, BigDecimal> baseline) {
    return switch (check.assertion()) {
      case Check.Assertion.Unique unique -> onData(check, List.of(unique.on()));
      case Check.Assertion.NotNull notNull -> onData(check, List.of(notNull.on()));
      case Check.Assertion.RowCount rows -> onData(check, List.of(rows.on()));
      case Check.Assertion.Sql sql -> onData(check, sql.on());
      case Check.Assertion.Value value -> onData(check, value.on());
      case Check.Assertion.References all ->
          onFigures(
              check,
              all.figures().stream().filter(references::containsKey).toList(),
              "the period has no reference values");
      case Check.Assertion.Drift drift ->
          onFigures(
              check,
              baseline.containsKey(drift.figure()) ? List.of(drift.figure()) : List.of(),
              "the period before has no publication");
      case Check.Assertion.InputContract contract ->
          throw new IllegalStateException("not declared by flows: " + contract);
    };
  }

  private static PlannedCheck onData(Check check, List<Need> on) {
    return new PlannedCheck(
        check.name(),
        check.severity(),
        PlannedCheck.Subject.DATA,
        on.stream().map(Need::stage).distinct().toList(),
        List.of(),
        "");
  }

  private static PlannedCheck onFigures(Check check, List<String> figures, String withoutAny) {
    return new PlannedCheck(
        check.name(),
        check.severity(),
        PlannedCheck.Subject.FIGURES,
        List.of(),
        figures,
        figures.isEmpty() ? withoutAny : "");
  }
}
