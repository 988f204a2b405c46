package io.sluice.engine.run;

import static io.sluice.engine.run.Histories.PLAN;
import static io.sluice.engine.run.Histories.and;
import static io.sluice.engine.run.RunSpecification.given;
import static io.sluice.engine.run.Telling.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.Outgoing.DispatchCheck;
import io.sluice.engine.run.Outgoing.DispatchStage;
import io.sluice.engine.run.Outgoing.Release;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactorsTest {

  private static final Reactor POOLS = new PoolReactor(_ -> true);
  private static final Reactor VALIDATION = new ValidationReactor();
  private static final Reactor RUNS = new RunsReactor();
  private static final Reactor PUBLISHING = new PublishingReactor(new KnownPublications());

  @Test
  void shouldHandOutChecksAndFiguresAsSoonAsTheirDataIsThere() {
    given(PLAN, Telling.completed("src", 1)).reacting(VALIDATION).ids("check/src.contract");
    given(PLAN, Histories.midDone()).reacting(VALIDATION).ids("check/mid_ok", "check/mid_warn");
    given(PLAN, and(Histories.midDone(), Telling.completed("out", 1)))
        .reacting(VALIDATION)
        .ids("check/mid_ok", "check/mid_warn", "figure/rows");
  }

  @Test
  void shouldAskForTheContractOfAnInputThatWasRefused() {
    // given
    RunEvent.StageFailed refused = Telling.failed("src", 1, FailureKind.INPUT, true);

    // when
    List<Effect> effects =
        given(PLAN, refused).reacting(VALIDATION).ids("check/src.contract").effects();

    // then
    CheckItem item = ((DispatchCheck) effects.getFirst().outgoing()).item();
    assertThat(item.inputFailure()).containsExactly("broken");
  }

  @Test
  void shouldSkipEveryStageBehindAFailedOne() {
    given(PLAN, Telling.broke("src", 1)).reacting(POOLS).ids("skip/mid");
    given(PLAN, Telling.broke("src", 1), Telling.skipped("mid")).reacting(POOLS).ids("skip/out");
  }

  @Test
  void shouldHandOutNothingNewOnceACheckFailed() {
    given(PLAN, Telling.completed("src", 1), Telling.refuted("src.contract"))
        .reacting(POOLS)
        .ids("skip/mid", "skip/out");
  }

  @Test
  void shouldLetAStageInWorkFinishWhenACheckFailed() {
    given(
            PLAN,
            and(
                List.of(Telling.completed("src", 1), Telling.started("mid", 1)),
                Telling.refuted("src.contract")))
        .reacting(POOLS)
        .ids("timeout/mid/1", "skip/out");
  }

  @Test
  void shouldMakeNothingReadyOnceACheckFailed() {
    given(
            PLAN,
            Telling.completed("src", 1),
            Telling.started("mid", 1),
            Telling.refuted("src.contract"))
        .when(Telling.completed("mid", 1))
        .then(Acceptance.ACCEPTED)
        .stage("out", StageState.Waiting.class, 1);
  }

  @Test
  void shouldGoOnWhenAWarningFails() {
    given(PLAN, and(Histories.midDone(), Telling.refuted("mid_warn")))
        .reacting(POOLS)
        .ids("ready/out/1");
  }

  @Test
  void shouldPassTheGateWithEveryErrorCheckAndEveryArtefact() {
    given(PLAN, Histories.settled())
        .reacting(VALIDATION)
        .emits(Telling.gatePassed(Histories.ERROR_CHECKS, "src", "mid", "out"));
  }

  @Test
  void shouldKeepTheGateShutWhileAWarningIsOut() {
    given(
            PLAN,
            and(
                Histories.midDone(),
                Telling.passed("mid_ok"),
                Telling.completed("out", 1),
                Telling.observed("rows", "3"),
                Telling.passed("rows_ok")))
        .reacting(VALIDATION)
        .ids("check/mid_warn");
  }

  @Test
  void shouldFailTheGateByACheckOrAMissingFigure() {
    given(PLAN, Histories.halted()).reacting(VALIDATION).emits(Telling.gateFailed("mid_ok"));
    given(
            PLAN,
            and(
                Histories.midDone(),
                Telling.passed("mid_ok"),
                Telling.passed("mid_warn"),
                Telling.completed("out", 1),
                Telling.unobservable("rows")))
        .reacting(VALIDATION)
        .emits(Telling.gateFailed("figure rows"));
  }

  @Test
  void shouldTakeAGateForOvertakenWhenAnArtefactWasMadeAgainSince() {
    RunEvent.GatePassed gate = Telling.gatePassed(Histories.ERROR_CHECKS, "src", "mid", "out");

    given(PLAN, and(Histories.settled(), Telling.lost("mid", 1), Telling.completed("mid", 2)))
        .when(gate)
        .then(Acceptance.LATE);
  }

  @Test
  void shouldNotTakeBackAnArtefactThatWasLost() {
    given(PLAN, and(Histories.midDone(), Telling.lost("mid", 1)))
        .when(Telling.completed("mid", 1))
        .then(Acceptance.LATE)
        .stage("mid", StageState.Ready.class, 2);
  }

  @Test
  void shouldNeverCountAttemptsBackwards() {
    given(PLAN, and(Histories.sourceDone(), Telling.stumbled("mid", 1)))
        .when(Telling.completed("mid", 1))
        .then(Acceptance.ACCEPTED)
        .stage("mid", StageState.Completed.class, 2);
  }

  @Test
  void shouldGiveTheReadersOfALostArtefactAnAttemptOfTheirOwn() {
    given(PLAN, and(Histories.midDone(), Telling.started("out", 1)))
        .when(Telling.lost("mid", 1))
        .then(Acceptance.ACCEPTED)
        .stage("mid", StageState.Ready.class, 2)
        .stage("out", StageState.Waiting.class, 2);
  }

  @Test
  void shouldFailTheRunWhenAnArtefactIsLostAgainAndAgain() {
    // given
    List<RunInput> history = Histories.publishing();
    for (int attempt = 1; attempt <= 11; attempt++) {
      history = and(history, Telling.lost("out", attempt), Telling.completed("out", attempt + 1));
    }

    // when
    List<RunInput> hopeless = and(history, Telling.lost("out", 12));

    // then
    given(PLAN, hopeless).reacting(POOLS).ids();
    given(PLAN, hopeless).reacting(RUNS).ids("fail");
  }

  @Test
  void shouldHandOutDeliveriesOnlyBehindThePointOfNoReturn() {
    given(PLAN, Histories.settled()).reacting(POOLS).ids();
    given(PLAN, Histories.gatePassed()).reacting(POOLS).ids();
    given(PLAN, Histories.publishing()).reacting(POOLS).ids("ready/deliver/1");
  }

  @Test
  void shouldDeliverExactlyWhatTheGatePassed() {
    // given
    List<RunInput> madeAgain =
        and(Histories.publishing(), Telling.lost("out", 1), Telling.completed("out", 2));

    // when
    List<Effect> effects = given(PLAN, madeAgain).reacting(POOLS).effects();

    // then
    StageItem item = ((DispatchStage) effects.getFirst().outgoing()).item();
    assertThat(item.inputs())
        .extracting(StageInput::artefact)
        .containsExactly(Telling.artefact("out", 1));
    assertThat(item.inputs()).extracting(StageInput::attempt).containsExactly(2);
    assertThat(item.version()).isEqualTo(1);
  }

  @Test
  void shouldOpenThePublicationAfterTheGate() {
    given(PLAN, Histories.gatePassed()).reacting(PUBLISHING).emits(Telling.opened(1));
  }

  @Test
  void shouldWaitForItsTurnToPublish() {
    // given
    RunRef other = new RunRef(Telling.RUN.flow(), "run-0");
    Reactor later = publishing(Optional.empty(), Optional.of(other));
    Reactor own = publishing(Optional.empty(), Optional.of(Telling.RUN));

    // then
    given(PLAN, Histories.gatePassed()).reacting(later).ids();
    given(PLAN, Histories.gatePassed()).reacting(own).emits(Telling.opened(1));
  }

  @Test
  void shouldEndSupersededWhenAYoungerRunPublished() {
    Reactor overtaken = publishing(Optional.of(current(2, "sha-other", "3")), Optional.empty());

    given(PLAN, Histories.gatePassed())
        .reacting(overtaken)
        .emits(new RunEvent.Completed(Telling.RUN, NOW, RunEnd.Outcome.SUPERSEDED, 7));
  }

  @Test
  void shouldTellTheResultBeforeTheEnd() {
    // when
    List<Effect> first =
        given(PLAN, Histories.delivered()).reacting(PUBLISHING).ids("result").effects();

    // then
    assertThat(first.getFirst().outgoing()).isInstanceOf(Release.class);
    given(PLAN, and(Histories.delivered(), Telling.released()))
        .reacting(PUBLISHING)
        .emits(Telling.ended(RunEnd.Outcome.PUBLISHED));
    given(PLAN, Histories.refused()).reacting(PUBLISHING).ids("result");
    given(PLAN, and(Histories.refused(), Telling.released()))
        .reacting(PUBLISHING)
        .emits(Telling.rejected());
  }

  @Test
  void shouldTellNoResultBeforeEveryDeliveryIsDone() {
    given(PLAN, Histories.publishing()).reacting(PUBLISHING).ids();
    given(PLAN, Histories.publishing())
        .when(Telling.ended(RunEnd.Outcome.PUBLISHED))
        .then(Acceptance.ILLEGAL);
    given(PLAN, Histories.delivered())
        .when(Telling.ended(RunEnd.Outcome.PUBLISHED))
        .then(Acceptance.ACCEPTED);
  }

  @Test
  void shouldCancelWhoeverAskedInTime() {
    given(PLAN, and(Histories.gatePassed(), Telling.cancelAsked()))
        .reacting(RUNS)
        .emits(Telling.cancelled());
    given(PLAN, and(Histories.gatePassed(), Telling.cancelAsked())).reacting(PUBLISHING).ids();
  }

  @Test
  void shouldNotGoOnCancellingBehindThePointOfNoReturn() {
    List<RunInput> tooLate = and(Histories.gatePassed(), Telling.cancelAsked(), Telling.opened(1));

    given(PLAN, tooLate).reacting(RUNS).ids();
    given(PLAN, tooLate).when(Telling.cancelled()).then(Acceptance.LATE);
    given(PLAN, and(tooLate, Telling.undelivered("deliver", 1, false))).reacting(RUNS).ids("fail");
  }

  @Test
  void shouldFailOnlyWhenNothingElseIsOut() {
    Plan plan = PlanBuilder.plan().source("src").stage("left", "src").stage("right", "src").build();
    List<RunInput> broken = and(Histories.sourceDone(), Telling.broke("left", 1));

    given(plan, broken).reacting(RUNS).ids();
    given(plan, broken).when(Telling.runFailed()).then(Acceptance.LATE);
    given(plan, and(broken, Telling.completed("right", 1))).reacting(RUNS).ids("fail");
    given(plan, and(broken, Telling.completed("right", 1)))
        .when(Telling.runFailed())
        .then(Acceptance.ACCEPTED);
  }

  @Test
  void shouldRejectRatherThanFailInBothOrders() {
    Plan plan =
        PlanBuilder.plan()
            .source("src")
            .stage("left", "src")
            .stage("right", "src")
            .check("left_ok", "left")
            .build();
    List<RunInput> begun = and(Histories.sourceDone(), Telling.completed("left", 1));
    List<RunInput> failedFirst = and(begun, Telling.broke("right", 1), Telling.refuted("left_ok"));
    List<RunInput> checkedFirst =
        and(
            begun,
            Telling.started("right", 1),
            Telling.refuted("left_ok"),
            Telling.broke("right", 1));

    for (List<RunInput> history : List.of(failedFirst, checkedFirst)) {
      given(plan, history).reacting(RUNS).ids();
      given(plan, history).reacting(VALIDATION).emits(Telling.gateFailed("left_ok"));
    }
  }

  private static Reactor publishing(Optional<RunResult.Published> current, Optional<RunRef> turn) {
    return new PublishingReactor(new KnownPublications(current, turn));
  }

  private static RunResult.Published current(long ordinal, String sha256, String rows) {
    return new RunResult.Published(
        "id",
        new RunRef(Telling.RUN.flow(), "run-0"),
        RunSubject.WHOLE,
        NOW,
        ordinal,
        "rev",
        7,
        6,
        List.of(new DeliveredFile("out", "out.csv", "v7/out.csv", sha256, 1, 1)),
        List.of(new RunResult.FigureValue("rows", "rows", new BigDecimal(rows), "")),
        List.of(),
        Map.of());
  }
}
