package io.sluice.engine.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.backfill.BackfillOrder.Order;
import io.sluice.engine.backfill.BackfillOrder.Reprocess;
import io.sluice.engine.backfill.BackfillOrder.Revision;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.plan.FlowBuilder;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillPlannerTest {

  private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");
  private static final Period MARCH = Period.parse(Every.MONTH, "2026-03");

  private final Flow flow = new FlowBuilder().inputs("sales", "prices").build();
  private final RunSubject march = RunSubject.of(Map.of(), MARCH, flow.period().timezone());

  @Test
  void shouldTellWhatNeverArrivedFromWhatArrivedLater() {
    assertThat(planned(arrival("sales", AS_OF)))
        .isEqualTo(
            new BackfillPlan.Impossible(
                march, "sales had not arrived by 2026-03-01T00:00:00Z, prices has not arrived"));
  }

  @Test
  void shouldCountWhatHadArrivedByThen() {
    assertThat(
            planned(
                arrival("sales", AS_OF.minusSeconds(1)), arrival("prices", AS_OF.minusSeconds(1))))
        .isInstanceOf(BackfillPlan.Run.class);
  }

  private BackfillPlan.Entry planned(Arrival... arrivals) {
    BackfillOrder order =
        new BackfillOrder(
            MARCH, MARCH, Map.of(), new Revision.Current(), AS_OF, Reprocess.MISSING, Order.OLDEST);
    PastPeriod never = new PastPeriod(Optional.empty(), Optional.empty(), false);
    return BackfillPlanner.plan(order, flow, List.of(arrivals), _ -> never).entries().getFirst();
  }

  private Arrival arrival(String input, Instant at) {
    InputFile file = new InputFile(input + ".csv", "a".repeat(64), 1);
    return new Arrival(flow.name(), march, input, 1, file, "inbox", at, flow.revision());
  }
}
