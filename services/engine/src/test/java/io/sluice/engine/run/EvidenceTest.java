package io.sluice.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.RunResult.CheckOutcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Plan PLAN =
      PlanBuilder.plan().source("src").check("first", "src").check("second", "src").build();

  private static RunEvent failed(String check, String... evidence) {
    return new RunEvent.CheckFailed(
        Telling.RUN, Instant.EPOCH, check, "less", "more", List.of(evidence));
  }

  private static List<String> evidence(List<CheckOutcome> outcomes, String check) {
    return outcomes.stream()
        .filter(outcome -> outcome.check().equals(check))
        .flatMap(outcome -> outcome.evidence().stream())
        .toList();
  }

  @Test
  void shouldLeaveOutViolationsThatFitIntoNoResult() {
    // given
    String much = "x".repeat(100_000);
    RunState state = RunFold.begin(Telling.begun(PLAN));
    for (RunInput input :
        List.of(
            Telling.completed("src", 1),
            failed("first", "short", much, much, "behind"),
            failed("second", "short"))) {
      state = RunFold.evolve(state, input).state();
    }

    // when
    List<CheckOutcome> outcomes = Evidence.checks(state);

    // then
    assertThat(evidence(outcomes, "first")).containsExactly("short", much);
    assertThat(evidence(outcomes, "second")).containsExactly("short");
  }
}
