package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageKind;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.RunStarted;
import io.sluice.schemas.StageFailed;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.codec.EventWriting;
import io.sluice.wire.codec.TriggerCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnwritableTest {

  private static final Instant NOW = Instant.parse("2026-11-05T08:00:00Z");
  private static final String EVENTS = TaskUnderTest.TOPICS.events();
  private static final String TRIGGERS = TaskUnderTest.TOPICS.triggers();
  private static final String ID = "0197b0c5-0000-7000-8000-00000000000";
  private static final String LONG = "x".repeat(2 << 20);

  private record OneFlow(Map<String, BigDecimal> references) implements FlowCatalog {
    private FlowDefinition definition() {
      Flow flow =
          new Flow(
              "shop",
              "1",
              "",
              PeriodRule.NONE,
              RunRules.NONE,
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of());
      return new FlowDefinition(flow, "", Map.of("", references));
    }

    @Override
    public Optional<FlowDefinition> find(String flow, String revision) {
      return Optional.of(definition());
    }

    @Override
    public Optional<FlowDefinition> latest(String flow) {
      return Optional.of(definition());
    }

    @Override
    public boolean isRetired(String flow) {
      return false;
    }
  }

  private static RunRequest request(int number, Map<String, String> labels) {
    Origin origin = Origin.of(Origin.Kind.REQUEST, ID + number).withLabels(labels);
    return new RunRequest(
        "shop", "1", "", RunSubject.WHOLE, Map.of(), Map.of(), origin, "somebody", NOW);
  }

  private static TaskUnderTest runs(Map<String, BigDecimal> references) {
    return new TaskUnderTest(Duties.RUNS, new OneFlow(references), NOW);
  }

  private static List<String> refusals(TaskUnderTest task) {
    return task.written(EVENTS).stream()
        .filter(TriggerRefused.class::isInstance)
        .map(event -> ((TriggerRefused) event).getReason())
        .toList();
  }

  @Test
  void shouldRefuseATriggerOfWhichNoRunCanBeWritten() {
    // given reference values of a flow that was published before they were looked at
    TaskUnderTest task = runs(Map.of("ca", new BigDecimal("1e26")));
    task.tick();

    // when
    task.read(TRIGGERS, TriggerCodec.record(request(1, Map.of())));

    // then
    assertThat(refusals(task)).singleElement().asString().contains("RunStarted");
    assertThat(task.ledger.get("ordinal/shop")).isNull();
    assertThat(task.putAside()).isZero();
  }

  @Test
  void shouldRefuseATriggerWhoseRunWouldFitIntoNoRecordAndStartTheNext() {
    // given
    TaskUnderTest task = runs(Map.of());
    task.tick();

    // when
    task.read(TRIGGERS, TriggerCodec.record(request(1, Map.of("note", LONG))));
    task.read(TRIGGERS, TriggerCodec.record(request(2, Map.of())));

    // then
    assertThat(refusals(task)).singleElement().asString().contains("more than the 1000000");
    assertThat(task.written(EVENTS)).hasAtLeastOneElementOfType(RunStarted.class);
  }

  @Test
  void shouldTellThatAStageCannotBeHandedOut() {
    // given
    TaskUnderTest task = new TaskUnderTest(Duties.ofPools(Set.of("work")), FlowCatalog.NONE, NOW);
    PlannedStage stage =
        new PlannedStage(
            "clean",
            StageKind.TRANSFORM,
            "sql",
            1,
            "work",
            List.of(),
            List.of("text"),
            "1",
            true,
            new Limits(60_000, 2, 1_000, 0));
    Plan plan =
        new Plan(
            List.of(stage),
            List.of(),
            List.of(),
            Map.of("text", LONG),
            Map.of(),
            Map.of(),
            Map.of());
    Origin origin = Origin.of(Origin.Kind.REQUEST, ID + "1");
    RunRef run = new RunRef("shop", ID + "2");
    task.tick();

    // when
    task.read(
        EVENTS,
        EventWriting.record(
            new RunEvent.Started(run, NOW, RunSubject.WHOLE, origin, 1, "1", plan)));

    // then
    assertThat(task.written(EVENTS))
        .singleElement()
        .isInstanceOfSatisfying(
            StageFailed.class,
            failed -> {
              assertThat(failed.getRetryable()).isFalse();
              assertThat(failed.getMessage()).contains("StageReady", "more than the 1000000");
            });
  }

  @Test
  void shouldNotPutASoundRecordAsideForWhatCannotBeWritten() {
    // given one that asks for runs under so long a name that nobody can be told of it
    TaskUnderTest task = runs(Map.of());
    RunRequest asked = request(1, Map.of());
    RunRequest nameless =
        new RunRequest(
            LONG, "1", "", asked.subject(), Map.of(), Map.of(), asked.origin(), "x", NOW);
    task.tick();

    // when
    assertThatThrownBy(() -> task.read(TRIGGERS, TriggerCodec.record(nameless)))
        .isInstanceOf(UnwritableException.class);

    // then
    assertThat(task.putAside()).isZero();
  }
}
