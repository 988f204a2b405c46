package io.sluice.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.compare.ComparedFigure;
import io.sluice.engine.compare.Reworking;
import io.sluice.engine.compare.Reworking.Step;
import io.sluice.engine.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReworkingTest {

  private static final Plan PLAN =
      PlanBuilder.plan()
          .stage("day", "lines")
          .stage("lines", "orders")
          .source("orders")
          .delivery("deliver.folder", "day")
          .figure("takings", "day")
          .build();

  @Test
  void shouldWorkStagesBehindWhatTheyNeedFromWhatTheyHad() {
    // given
    RunState state =
        RunSpecification.history(
            PLAN,
            List.of(
                Telling.completed("orders", 1),
                Telling.stumbled("lines", 1),
                Telling.completed("lines", 2),
                Telling.completed("day", 1)));

    // when
    List<Step> steps = Reworking.steps(state);

    // then
    assertThat(steps)
        .extracting(Step::stage)
        .containsExactly("orders", "lines", "day", "deliver.folder");
    assertThat(steps.get(2))
        .isInstanceOfSatisfying(
            Step.Work.class,
            work -> {
              assertThat(work.then()).isEqualTo(Telling.artefact("day", 1));
              assertThat(work.item().inputs())
                  .extracting(StageInput::artefact)
                  .containsExactly(Telling.artefact("lines", 2));
            });
    assertThat(steps.getLast())
        .isEqualTo(new Step.Leave("deliver.folder", "deliveries are not repeated"));
  }

  @Test
  void shouldLeaveWhatTheRunDidNotMake() {
    // given
    RunState state =
        RunSpecification.history(
            PLAN, List.of(Telling.completed("orders", 1), Telling.broke("lines", 1)));

    // when
    List<Step> steps = Reworking.steps(state);

    // then
    assertThat(steps)
        .filteredOn(Step.Leave.class::isInstance)
        .extracting(Step::stage)
        .containsExactly("lines", "day", "deliver.folder");
  }

  @Test
  void shouldPutFiguresSideBySide() {
    // given
    List<RunInput> made =
        List.of(
            Telling.completed("orders", 1),
            Telling.completed("lines", 1),
            Telling.completed("day", 1));
    RunState before = RunSpecification.history(PLAN, made);
    RunState after =
        RunFold.evolve(
                before,
                new RunEvent.FigureObserved(
                    Telling.RUN,
                    Instant.EPOCH,
                    "takings",
                    Optional.of(new BigDecimal("81.90")),
                    ""))
            .state();

    // when
    List<ComparedFigure> figures = ComparedFigure.of(before, after);

    // then
    assertThat(figures)
        .containsExactly(
            new ComparedFigure(
                "takings", "", Optional.empty(), Optional.of(new BigDecimal("81.90"))));
    assertThat(figures.getFirst().change()).isEmpty();
  }
}
