package io.sluice.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the order, the repetitions and the mishaps: a run means one thing. */
class AnyOrderTest {

  private static final int FLOWS = 100;
  private static final int ORDERS = 5;
  private static final int MISHAPS = 25;

  static LongStream seeds() {
    return LongStream.range(0, FLOWS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldEndInTheSameStateInEveryOrder(long seed) {
    RandomFlow flow = RandomFlow.good(seed);
    Map<String, Object> straight = meaning(world(flow, seed, 0, -1).run());

    for (int order = 0; order < ORDERS; order++) {
      World world = world(flow, seed * ORDERS + order, MISHAPS, -1).run();

      assertThat(meaning(world)).isEqualTo(straight);
      assertWellBehaved(world);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldEndTheSameWayInEveryOrderWhenPartsFail(long seed) {
    RandomFlow flow = RandomFlow.flawed(seed);

    for (int order = 0; order < ORDERS; order++) {
      World world = world(flow, seed * ORDERS + order, order * MISHAPS / 2, -1).run();

      assertThat(outcome(world)).isEqualTo(flow.expected());
      assertWellBehaved(world);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldCancelBeforeThePublicationOpensAndNotBehind(long seed) {
    RandomFlow flow = RandomFlow.good(seed);
    for (int order = 0; order < ORDERS; order++) {
      int at = new Random(seed + order).nextInt(150);
      World world = world(flow, seed * ORDERS + order, order, at).run();

      assertWellBehaved(world);
      int asked = world.log.indexOf(Telling.cancelAsked());
      if (asked >= 0 && asked < accepted(world, RunEvent.GatePassed.class)) {
        assertThat(outcome(world)).isEqualTo(RunEnd.Outcome.CANCELLED);
      }
      boolean opened = accepted(world, RunEvent.PublicationOpened.class) < world.log.size();
      assertThat(outcome(world) == RunEnd.Outcome.PUBLISHED).isEqualTo(opened);
    }
  }

  private static World world(RandomFlow flow, long seed, int mishaps, int cancelAt) {
    return new World(flow.plan(), flow.outcomes(), seed, mishaps, cancelAt);
  }

  private static RunEnd.Outcome outcome(World world) {
    return ((RunPhase.Ended) world.services.getFirst().state().phase()).end().outcome();
  }

  /** What the end state says, without when and by which attempt. */
  private static Map<String, Object> meaning(World world) {
    RunState state = world.services.getFirst().state();
    Map<String, Object> meaning = new TreeMap<>();
    state.stages().forEach((name, stage) -> meaning.put("stage " + name, meaning(stage)));
    state.checks().forEach((name, check) -> meaning.put("check " + name, check));
    state.figures().forEach((name, figure) -> meaning.put("figure " + name, figure));
    meaning.put(
        "phase", state.phase() instanceof RunPhase.Ended ended ? ended.end() : state.phase());
    return meaning;
  }

  private static String meaning(StageState stage) {
    return stage instanceof StageState.Completed completed
        ? "completed " + completed.artefact().key()
        : stage.getClass().getSimpleName();
  }

  private static void assertWellBehaved(World world) {
    assertAgreement(world);
    assertReadyOnce(world);
    assertGate(world);
    assertResultBeforeEnd(world);
    assertDeliveriesBehindTheGate(world);
  }

  /** What only runs reads is left out. */
  private static void assertAgreement(World world) {
    RunState first = world.services.getFirst().state();
    for (SimulatedService service : world.services) {
      assertThat(service.isBehind()).isFalse();
      RunState state = service.state();
      assertThat(state.stages()).isEqualTo(first.stages());
      assertThat(state.checks()).isEqualTo(first.checks());
      assertThat(state.figures()).isEqualTo(first.figures());
      assertThat(state.phase()).isEqualTo(first.phase());
    }
  }

  private static void assertReadyOnce(World world) {
    Set<String> ready = new HashSet<>();
    Map<String, StageState> before = Map.of();
    for (RunState state : states(world)) {
      for (Map.Entry<String, StageState> stage : state.stages().entrySet()) {
        StageState was = before.getOrDefault(stage.getKey(), new StageState.Waiting(1));
        assertThat(stage.getValue().attempt()).isGreaterThanOrEqualTo(was.attempt());
        if (stage.getValue() instanceof StageState.Ready now && !was.equals(now)) {
          assertThat(ready.add(stage.getKey() + "/" + now.attempt())).isTrue();
        }
      }
      before = state.stages();
    }
  }

  private static void assertGate(World world) {
    for (RunState state : states(world)) {
      if (state.phase() instanceof RunPhase.Passed(RunEvent.GatePassed gate)) {
        assertThat(gate.checks())
            .containsExactlyInAnyOrderElementsOf(
                world.plan.checks().stream()
                    .filter(PlannedCheck::blocks)
                    .map(PlannedCheck::name)
                    .toList());
        assertThat(gate.artefacts())
            .extracting(artefact -> artefact.stage())
            .containsExactlyInAnyOrderElementsOf(world.beforeGate());
        return;
      }
    }
  }

  private static void assertResultBeforeEnd(World world) {
    switch (outcome(world)) {
      case PUBLISHED ->
          assertThat(world.log.indexOf(Telling.released()))
              .isBetween(1, accepted(world, RunEvent.Completed.class));
      case REJECTED ->
          assertThat(world.log.indexOf(Telling.released()))
              .isBetween(1, accepted(world, RunEvent.Rejected.class));
      default -> assertThat(world.log).doesNotContain(Telling.released());
    }
  }

  private static void assertDeliveriesBehindTheGate(World world) {
    List<RunPhase.Publishing> open =
        states(world).stream()
            .map(RunState::phase)
            .filter(RunPhase.Publishing.class::isInstance)
            .map(RunPhase.Publishing.class::cast)
            .toList();
    for (StageItem item : world.handedOut) {
      PlannedStage stage = item.stage();
      if (stage.delivers()) {
        assertThat(open).isNotEmpty();
        assertThat(open.getFirst().gate().artefacts())
            .containsAll(item.inputs().stream().map(StageInput::artefact).toList());
      }
    }
  }

  /** The state after each event of the log. */
  private static List<RunState> states(World world) {
    List<RunState> states = new ArrayList<>();
    states.add(RunFold.begin((RunEvent.Started) world.log.getFirst()));
    for (RunInput input : world.log) {
      if (input instanceof RunEvent) {
        states.add(RunFold.evolve(states.getLast(), input).state());
      }
    }
    return states;
  }

  /** Position of the first accepted event of that kind; behind the log when there is none. */
  private static int accepted(World world, Class<? extends RunEvent> kind) {
    RunState state = RunFold.begin((RunEvent.Started) world.log.getFirst());
    for (int i = 0; i < world.log.size(); i++) {
      if (world.log.get(i) instanceof RunEvent event) {
        Evolution evolution = RunFold.evolve(state, event);
        if (kind.isInstance(event) && evolution.acceptance() == Acceptance.ACCEPTED) {
          return i;
        }
        state = evolution.state();
      }
    }
    return world.log.size();
  }
}
