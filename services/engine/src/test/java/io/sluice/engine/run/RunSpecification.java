package io.sluice.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.Plan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Given a plan and inputs that were all accepted, when one more comes, then this is made of it.
 *
 * <p>What is given must be accepted: a history that cannot be tells nothing.
 */
final class RunSpecification {

  private final RunState state;

  private RunSpecification(RunState state) {
    this.state = state;
  }

  static RunSpecification given(Plan plan, RunInput... inputs) {
    return given(plan, Arrays.asList(inputs));
  }

  static RunSpecification given(Plan plan, List<RunInput> inputs) {
    return new RunSpecification(history(plan, inputs));
  }

  /** The state after a history of accepted inputs. */
  static RunState history(Plan plan, List<RunInput> inputs) {
    RunState state = RunFold.begin(Telling.begun(plan));
    for (RunInput input : inputs) {
      Evolution evolution = RunFold.evolve(state, input);
      if (evolution.acceptance() != Acceptance.ACCEPTED) {
        throw new IllegalArgumentException(
            "given input is " + evolution.acceptance() + ": " + input + " in " + state);
      }
      state = evolution.state();
    }
    return state;
  }

  Then when(RunInput input) {
    return new Then(state, RunFold.evolve(state, input));
  }

  /** Looks at what a reactor has outstanding. */
  Outstanding reacting(Reactor reactor) {
    return new Outstanding(state, reactor.outstanding(state, Telling.NOW));
  }

  /** What was made of the input. */
  record Then(RunState before, Evolution evolution) {

    Then then(Acceptance acceptance) {
      assertThat(evolution.acceptance()).isEqualTo(acceptance);
      if (acceptance != Acceptance.ACCEPTED) {
        assertThat(evolution.state()).as("only an accepted input changes").isSameAs(before);
      }
      return this;
    }

    Then state(Consumer<RunState> assertions) {
      assertions.accept(evolution.state());
      return this;
    }

    Then stage(String name, Class<? extends StageState> kind, int attempt) {
      assertThat(evolution.state().stage(name)).isInstanceOf(kind);
      assertThat(evolution.state().stage(name).attempt()).isEqualTo(attempt);
      return this;
    }
  }

  /** What a reactor has outstanding. */
  record Outstanding(RunState state, List<Effect> effects) {

    Outstanding ids(String... ids) {
      assertThat(effects).extracting(Effect::id).containsExactlyInAnyOrder(ids);
      return this;
    }

    Outstanding due(Instant instant) {
      assertThat(effects).extracting(Effect::due).containsOnly(instant);
      return this;
    }

    Outstanding emits(RunEvent... events) {
      assertThat(effects)
          .extracting(Effect::outgoing)
          .isEqualTo(Arrays.stream(events).map(Outgoing.Emit::new).toList());
      return this;
    }
  }
}
