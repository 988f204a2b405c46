package io.sluice.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.ColumnType.Simple;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.plan.PlannedCheck.Subject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {

  @Test
  void shouldExpandInputsAndPublicationsToStages() {
    // when
    Plan plan = plan(new FlowBuilder().build());

    // then
    assertThat(plan.stages())
        .extracting(PlannedStage::name)
        .containsExactly("sales", "total", "publish.report", "deliver.folder");
    assertThat(plan.stages())
        .extracting(PlannedStage::kind)
        .containsExactly(
            StageKind.SOURCE, StageKind.TRANSFORM, StageKind.TRANSFORM, StageKind.DELIVERY);
    assertThat(plan.stages())
        .extracting(PlannedStage::operation)
        .containsExactly("ingest", "sql", "csv", "directory");
    assertThat(plan.stage("publish.report").orElseThrow().needs())
        .containsExactly(Need.of("total"));
    assertThat(plan.stage("deliver.folder").orElseThrow().needs())
        .containsExactly(Need.of("publish.report"));
  }

  @Test
  void shouldCheckTheContractOfEveryInput() {
    PlannedCheck contract = plan(new FlowBuilder().build()).checks().getFirst();

    assertThat(contract.name()).isEqualTo("sales.contract");
    assertThat(contract.subject()).isEqualTo(Subject.CONTRACT);
    assertThat(contract.blocks()).isTrue();
  }

  @Test
  void shouldNotApplyChecksWithoutAnythingToHoldThemAgainst() {
    // given
    Planner planner = new Planner(new FlowBuilder().build());
    Map<String, BigDecimal> known = Map.of("amount", BigDecimal.TEN);

    // when
    Plan without = planner.plan(Map.of(), Map.of(), Map.of(), Map.of());
    Plan with = planner.plan(Map.of(), Map.of(), known, known);

    // then
    assertThat(without.checks())
        .filteredOn(check -> !check.inapplicable().isEmpty())
        .extracting(PlannedCheck::name)
        .containsExactly("references", "drift");
    assertThat(with.checks()).extracting(PlannedCheck::inapplicable).containsOnly("");
  }

  @Test
  void shouldPutEverythingIntoADatabaseThatNamesNoStage() {
    Flow flow = new FlowBuilder().export(new Export.DuckDb(List.of())).build();

    assertThat(plan(flow).stage("publish.report").orElseThrow().needs())
        .containsExactly(Need.of("sales"), Need.of("total"));
  }

  @Test
  void shouldChangeADefinitionWithWhatMatters() {
    Plan before = plan(new FlowBuilder().build());

    assertThat(changed(before, new FlowBuilder().sql("select 2"))).containsExactly("total");
    assertThat(changed(before, new FlowBuilder().column(Simple.INTEGER))).containsExactly("sales");
    assertThat(changed(before, new FlowBuilder().export(new Export.Csv("total", ','))))
        .containsExactly("publish.report");
  }

  @Test
  void shouldKeepDefinitionsWhenPoolLimitsOrDescriptionChange() {
    Plan before = plan(new FlowBuilder().build());

    assertThat(changed(before, new FlowBuilder().pool("fast"))).isEmpty();
    assertThat(changed(before, new FlowBuilder().limits(new Limits(1, 1, 1, 1)))).isEmpty();
    assertThat(changed(before, new FlowBuilder().description("else"))).isEmpty();
  }

  @Test
  void shouldChangeAPageWithTheDescriptionItShows() {
    Export page = new Export.Html("report.yaml", "Report", "en", List.of());
    Plan before = plan(new FlowBuilder().export(page).build());

    assertThat(changed(before, new FlowBuilder().export(page).description("else")))
        .containsExactly("publish.report");
  }

  @Test
  void shouldMakeAPageForEachSliceThatItNames() {
    // given
    Export page = new Export.Html("report.yaml", "Report", "en", List.of());
    RunRules rules = new RunRules(List.of("z"), Map.of(), Optional.empty());

    // when
    Plan plan = plan(new FlowBuilder().export(page).rules(rules).build());

    // then
    assertThat(plan.stages())
        .filteredOn(stage -> stage.name().equals("publish.report"))
        .extracting(PlannedStage::parameters)
        .containsExactly(List.of("period", "z"));
  }

  @Test
  void shouldNotDependOnTheOrderOfAMap() {
    // given
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("a", "0.0");
    formats.put("b", "0.00");
    Map<String, String> turned = new LinkedHashMap<>();
    turned.put("b", "0.00");
    turned.put("a", "0.0");

    // when
    Plan before = plan(new FlowBuilder().export(workbook(formats)).build());

    // then
    assertThat(changed(before, new FlowBuilder().export(workbook(turned)))).isEmpty();
    assertThat(changed(before, new FlowBuilder().export(workbook(Map.of("a", "0.0")))))
        .containsExactly("publish.report");
  }

  private static Export workbook(Map<String, String> formats) {
    return new Export.Xlsx(List.of(new Export.Sheet("Total", "total", formats)));
  }

  private static Plan plan(Flow flow) {
    return new Planner(flow).plan(Map.of(), Map.of(), Map.of(), Map.of());
  }

  private static List<String> changed(Plan before, FlowBuilder changed) {
    return plan(changed.build()).stages().stream()
        .filter(
            stage ->
                !before
                    .stage(stage.name())
                    .orElseThrow()
                    .definitionHash()
                    .equals(stage.definitionHash()))
        .map(PlannedStage::name)
        .toList();
  }
}
