package io.sluice.engine.run;

import static io.sluice.engine.run.Telling.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.Coordinator.Reaction;
import io.sluice.engine.run.Coordinator.Watched;
import io.sluice.engine.run.Outgoing.DispatchStage;
import io.sluice.engine.run.Outgoing.Emit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoordinatorTest {

  private static final Plan PLAN =
      PlanBuilder.plan().source("src").stage("left", "src").stage("right", "src").build();
  private static final Coordinator POOLS =
      new Coordinator(List.of(new PoolReactor(pool -> pool.equals("work"))));

  @Test
  void shouldHandOutAReadyStageOnceAndLookAgainAfterFiveMinutes() {
    // when
    Reaction first = POOLS.look(begun(), NOW);
    Reaction soon = POOLS.look(first.watched(), NOW.plusSeconds(299));

    // then
    assertThat(first.outgoing()).hasSize(1);
    assertThat(first.next()).contains(NOW.plusSeconds(300));
    assertThat(soon.outgoing()).isEmpty();
  }

  @Test
  void shouldRepeatWithTheSameIdAtDoubledIntervals() {
    // given
    Reaction first = POOLS.look(begun(), NOW);

    // when
    Reaction second = POOLS.look(first.watched(), NOW.plusSeconds(300));
    Reaction third = POOLS.look(second.watched(), NOW.plusSeconds(900));

    // then
    assertThat(items(second)).isEqualTo(items(first));
    assertThat(second.next()).contains(NOW.plusSeconds(900));
    assertThat(items(third)).isEqualTo(items(first));
    assertThat(third.next()).contains(NOW.plusSeconds(900 + 1200));
  }

  @Test
  void shouldWriteNothingMoreForADuplicate() {
    // given
    Watched watched = Watched.of(state(Telling.completed("src", 1)));
    Reaction first = POOLS.look(watched, NOW);

    // when
    Reaction again = POOLS.react(first.watched(), Telling.completed("src", 1), NOW.plusSeconds(1));

    // then
    assertThat(first.outgoing()).hasSize(2);
    assertThat(again.acceptance()).isEqualTo(Acceptance.DUPLICATE);
    assertThat(again.outgoing()).isEmpty();
    assertThat(again.watched()).isEqualTo(first.watched());
  }

  @Test
  void shouldWriteEveryOutstandingEffectOnceAfterATakeOver() {
    // given
    RunState state = state(Telling.completed("src", 1));

    // when
    Reaction taken = POOLS.look(Watched.of(state), NOW.plusSeconds(5));
    Reaction again = POOLS.look(taken.watched(), NOW.plusSeconds(6));

    // then
    assertThat(items(taken))
        .extracting(item -> item.stage().name())
        .containsExactly("left", "right");
    assertThat(again.outgoing()).isEmpty();
  }

  @Test
  void shouldForgetAnEffectThatLeftItsMark() {
    // given
    Reaction first = POOLS.look(begun(), NOW);

    // when
    Reaction begun = POOLS.react(first.watched(), Telling.started("src", 1), NOW);

    // then
    assertThat(begun.outgoing()).isEmpty();
    assertThat(begun.watched().written()).isEmpty();
    assertThat(begun.next()).contains(NOW.plusMillis(PlanBuilder.TIMEOUT_MS).plusSeconds(15));
  }

  @Test
  void shouldWaitForTheBackoffBeforeTheNextAttempt() {
    // given
    Watched watched = begun();

    // when
    Reaction stumbled = POOLS.react(watched, Telling.stumbled("src", 1), NOW);
    Instant due = stumbled.next().orElseThrow();
    Reaction early = POOLS.look(stumbled.watched(), due.minusMillis(1));
    Reaction intime = POOLS.look(early.watched(), due);

    // then
    assertThat(Duration.between(NOW, due).toMillis()).isBetween(1_000L, 1_200L);
    assertThat(stumbled.outgoing()).isEmpty();
    assertThat(early.outgoing()).isEmpty();
    assertThat(items(intime)).extracting(StageItem::attempt).containsExactly(2);
  }

  @Test
  void shouldTimeOutAnAttemptOfALostWorker() {
    // given
    Watched watched = Watched.of(state(Telling.started("src", 1)));
    Instant limit = NOW.plusMillis(PlanBuilder.TIMEOUT_MS).plusSeconds(15);

    // when
    Reaction early = POOLS.look(watched, limit.minusMillis(1));
    Reaction late = POOLS.look(early.watched(), limit);

    // then
    assertThat(early.outgoing()).isEmpty();
    assertThat(late.outgoing()).singleElement().isInstanceOf(Emit.class);
    RunEvent.StageFailed failed =
        (RunEvent.StageFailed) ((Emit) late.outgoing().getFirst()).event();
    assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failed.retryable()).isTrue();
    assertThat(failed.stage()).isEqualTo(new StageAttempt("src", 1));
  }

  @Test
  void shouldHandOutOnlyStagesOfItsPools() {
    // given
    Coordinator other = new Coordinator(List.of(new PoolReactor(pool -> pool.equals("other"))));

    // when
    Reaction reaction = other.look(begun(), NOW);

    // then
    assertThat(reaction.outgoing()).isEmpty();
    assertThat(reaction.next()).isEmpty();
  }

  @Test
  void shouldWriteNothingOnceTheRunIsOver() {
    // given
    Coordinator all = new Coordinator(Duties.ALL.reactors(new KnownPublications()));
    Watched watched = Watched.of(state(Telling.cancelled()));

    // when
    Reaction reaction = all.look(watched, NOW);

    // then
    assertThat(reaction.outgoing()).isEmpty();
    assertThat(reaction.next()).isEqualTo(Optional.empty());
  }

  private static Watched begun() {
    return Watched.of(state());
  }

  private static RunState state(RunInput... inputs) {
    return RunSpecification.history(PLAN, List.of(inputs));
  }

  private static List<StageItem> items(Reaction reaction) {
    return reaction.outgoing().stream().map(out -> ((DispatchStage) out).item()).toList();
  }
}
