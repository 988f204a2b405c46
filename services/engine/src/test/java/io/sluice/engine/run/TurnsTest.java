package io.sluice.engine.run;

import static io.sluice.engine.run.Telling.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final String KEY = RunSubject.WHOLE.resultKey("wine");

  private final Turns turns = new Turns();

  @Test
  void shouldTakeTurnsInOrderOfGates() {
    // given
    turns.note(passed("b", 1));
    turns.note(passed("a", 2));
    turns.note(passed("b", 1));

    // then
    assertThat(turns.turn(KEY)).contains(run("b"));
    assertThat(turns.leave(passed("b", 1))).contains(run("a"));
    assertThat(turns.leave(passed("a", 2))).isEmpty();
    assertThat(turns.turn(KEY)).isEmpty();
  }

  @Test
  void shouldGiveTurnToRunPastPointOfNoReturn() {
    // given
    turns.note(passed("a", 1));
    turns.note(passed("b", 2));

    // when
    turns.note(publishing("b"));

    // then
    assertThat(turns.turn(KEY)).contains(run("b"));
    assertThat(turns.leave(publishing("b"))).contains(run("a"));
  }

  @Test
  void shouldNotWaitForRunsBeforeTheirGate() {
    // when
    turns.note(working("a"));

    // then
    assertThat(turns.turn(KEY)).isEmpty();
    assertThat(turns.leave(working("a"))).isEmpty();
  }

  @Test
  void shouldGiveNoTurnToRunThatPublishesNothing() {
    // given
    RunState state = state("a", true).with(new RunPhase.Passed(gate("a", 1)));

    // when
    turns.note(state);

    // then
    assertThat(turns.turn(KEY)).isEmpty();
  }

  @Test
  void shouldOrderOpenRunsAsTheirGatesLetThemThrough() {
    // given
    List<RunState> open = List.of(working("a"), passed("b", 2), passed("c", 1), publishing("d"));

    // when
    Stream<String> ordered =
        open.stream().sorted(Turns.BY_GATE).map(RunState::run).map(RunRef::run);

    // then
    assertThat(ordered).containsExactly("d", "c", "b", "a");
  }

  private static RunState working(String run) {
    return state(run, false);
  }

  private static RunState passed(String run, int second) {
    return working(run).with(new RunPhase.Passed(gate(run, second)));
  }

  private static RunState publishing(String run) {
    return working(run).with(new RunPhase.Publishing(gate(run, 9), 1, NOW, false));
  }

  private static RunEvent.GatePassed gate(String run, int second) {
    return new RunEvent.GatePassed(run(run), NOW.plusSeconds(second), List.of(), List.of(), "");
  }

  private static RunState state(String run, boolean shadow) {
    Origin origin =
        new Origin(
            Origin.Kind.REQUEST,
            run,
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            shadow);
    return RunFold.begin(
        new RunEvent.Started(run(run), NOW, RunSubject.WHOLE, origin, 1, "rev", Histories.PLAN));
  }

  private static RunRef run(String run) {
    return new RunRef("wine", run);
  }
}
