package io.sluice.engine.trigger;

import static io.sluice.engine.trigger.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Overlap;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.plan.FlowBuilder;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final Lanes lanes = new Lanes();

  @Test
  void shouldCountRunOnceFromItsRequestToItsEnd() {
    // given
    RunRequest asked = request("a");

    // when
    lanes.enter(asked);
    lanes.enter(open(asked));

    // then
    assertThat(lanes.in(asked.lane())).containsExactly(asked.run());
    assertThat(lanes.leave(open(asked))).isEqualTo(asked.lane());
    assertThat(lanes.in(asked.lane())).isEmpty();
  }

  @Test
  void shouldCountRunOfBackfillInItsLaneAndInItsQueue() {
    // given
    RunRequest alone = request("a");
    RunRequest part = request("b", "spring");

    // when
    lanes.enter(alone);
    lanes.enter(open(part));

    // then
    assertThat(lanes.in(part.lane())).containsExactly(alone.run(), part.run());
    assertThat(lanes.in(part.queue())).containsExactly(part.run());
    assertThat(lanes.leave(open(part))).isEqualTo(alone.lane());
    assertThat(lanes.in(part.queue())).isEmpty();
    assertThat(lanes.in(part.lane())).containsExactly(alone.run());
  }

  @Test
  void shouldHoldFirstOfBackfillThatIsFull() {
    // given
    lanes.limit("spring", 2);

    // when
    lanes.enter(request("a", "spring"));
    assertThat(admission(request("c", "spring"))).isEqualTo(Admission.ADMIT);
    lanes.enter(request("b", "spring"));

    // then
    assertThat(admission(request("c", "spring"))).isEqualTo(Admission.HOLD);
    assertThat(admission(request("c"))).isEqualTo(Admission.ADMIT);
    assertThat(admission(request("c", "autumn"))).isEqualTo(Admission.ADMIT);
  }

  @Test
  void shouldLeaveOnePlaceToBackfillWithoutLimit() {
    // when
    lanes.enter(request("a", "spring"));

    // then
    assertThat(admission(request("b", "spring"))).isEqualTo(Admission.HOLD);
  }

  @Test
  void shouldHoldByLimitOfFlowThatBackfillsShare() {
    // given
    lanes.limit("spring", 9);
    Flow one = new FlowBuilder().rules(atOnce(1)).build();

    // when
    lanes.enter(request("a"));

    // then
    assertThat(lanes.admission(request("b", "spring"), one, Optional.empty()))
        .isEqualTo(Admission.HOLD);
  }

  @Test
  void shouldAskScheduleThatToldOfIt() {
    // given
    Flow flow = new FlowBuilder().triggers(skipping("nightly")).build();

    // when
    lanes.enter(request("a"));

    // then
    assertThat(lanes.admission(request("b"), flow, Optional.of("nightly")))
        .isEqualTo(Admission.SKIP);
    assertThat(lanes.admission(request("b"), flow, Optional.empty())).isEqualTo(Admission.ADMIT);
  }

  private Admission admission(RunRequest request) {
    return lanes.admission(request, new FlowBuilder().build(), Optional.empty());
  }

  private static RunRules atOnce(int runs) {
    return new RunRules(List.of(), Map.of(), Optional.of(runs));
  }

  private static Schedule skipping(String name) {
    return new Schedule(
        name,
        "0 3 * * *",
        true,
        Catchup.LAST,
        Optional.of(Overlap.SKIP),
        new OnMissing.Reject(),
        Duration.ZERO,
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static RunState open(RunRequest request) {
    Plan plan = new Plan(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());
    return RunFold.begin(
        new RunEvent.Started(
            request.run(), request.at(), request.subject(), request.origin(), 1, "rev", plan));
  }
}
