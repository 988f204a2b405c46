package io.sluice.engine.compare;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StageState.Completed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * A stage's table in two runs.
 *
 * @param publications those that show the table, of either run
 * @param before what the first run made; empty when it made none
 * @param after what the second run made; empty when it made none
 */
public record ComparedTable(
    String stage,
    List<String> publications,
    Optional<ArtefactRef> before,
    Optional<ArtefactRef> after) {

  public ComparedTable {
    publications = List.copyOf(publications);
  }

  /** The publications of two runs: those of the second first, each once. */
  public static List<String> publications(RunState before, RunState after) {
    return Stream.concat(exports(after.plan()), exports(before.plan()))
        .map(stage -> StageNames.publication(stage.name()))
        .distinct()
        .toList();
  }

  /**
   * The tables behind publications, each once; every transform of a flow that publishes nothing.
   *
   * @param wanted the publications to look at
   */
  public static List<ComparedTable> behind(List<String> wanted, RunState before, RunState after) {
    SequencedSet<String> stages = new LinkedHashSet<>();
    for (RunState run : List.of(after, before)) {
      shown(run.plan(), wanted).forEach(stages::add);
    }
    List<ComparedTable> tables = new ArrayList<>();
    for (String stage : stages) {
      List<String> shownBy =
          wanted.stream()
              .filter(name -> shows(before, name, stage) || shows(after, name, stage))
              .toList();
      tables.add(new ComparedTable(stage, shownBy, made(before, stage), made(after, stage)));
    }
    return tables;
  }

  private static Stream<String> shown(Plan plan, List<String> publications) {
    if (publications.isEmpty()) {
      return plan.stages().stream().filter(stage -> !stage.delivers()).map(PlannedStage::name);
    }
    return publications.stream()
        .flatMap(name -> plan.stage(StageNames.export(name)).stream())
        .flatMap(export -> export.needs().stream())
        .map(Need::stage);
  }

  private static boolean shows(RunState run, String publication, String stage) {
    return run.plan().stage(StageNames.export(publication)).stream()
        .flatMap(export -> export.needs().stream())
        .anyMatch(need -> need.stage().equals(stage));
  }

  private static Stream<PlannedStage> exports(Plan plan) {
    return plan.stages().stream().filter(stage -> StageNames.isExport(stage.name()));
  }

  private static Optional<ArtefactRef> made(RunState run, String stage) {
    return run.stages().get(stage) instanceof Completed done
        ? Optional.of(done.artefact())
        : Optional.empty();
  }

  /** The columns that the flow says are unique in a stage's data; empty when it says nothing. */
  public static List<String> uniqueColumns(Flow flow, String stage) {
    return flow.checks().stream()
        .map(Check::assertion)
        .filter(Check.Assertion.Unique.class::isInstance)
        .map(Check.Assertion.Unique.class::cast)
        .filter(unique -> unique.on().stage().equals(stage))
        .filter(unique -> unique.on().output().equals(Need.DATA))
        .map(Check.Assertion.Unique::columns)
        .findFirst()
        .orElse(List.of());
  }
}
