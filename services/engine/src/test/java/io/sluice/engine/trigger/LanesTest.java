package io.sluice.engine.trigger;

import static io.sluice.engine.trigger.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunState;
import java.util.List;
import java.util.Map;
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

  private static RunState open(RunRequest request) {
    Plan plan = new Plan(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());
    return RunFold.begin(
        new RunEvent.Started(
            request.run(), request.at(), request.subject(), request.origin(), 1, "rev", plan));
  }
}
