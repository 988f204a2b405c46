package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.Turns;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.PendingTrigger;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.OriginKind;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.codec.EventWriting;
import io.sluice.wire.codec.TriggerCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;

class RunProcessorTest {

  private static final Instant NOW = Instant.parse("2026-11-05T08:00:00Z");
  private static final String EVENTS = TaskUnderTest.TOPICS.events();
  private static final RunRef RUN = new RunRef("shop", "0197b0c5-0000-7000-8000-000000000002");
  private static final RunEvent.Started STARTED =
      new RunEvent.Started(
          RUN,
          NOW,
          RunSubject.WHOLE,
          Origin.of(Origin.Kind.REQUEST, "0197b0c5-0000-7000-8000-000000000003"),
          1,
          "1",
          new Plan(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of()));
  private static final Duration LONG = StreamsSettings.STANDSTILL;
  private static final Duration SHORT = StreamsSettings.STANDSTILL.minusMillis(10);

  private final TaskUnderTest runs = task(Duties.RUNS);

  private static TaskUnderTest task(Duties duties) {
    return new TaskUnderTest(duties, FlowCatalog.NONE, NOW);
  }

  /** A catalog of nothing that may be unread. */
  private static final class Unread implements FlowCatalog {
    private boolean read;

    @Override
    public Optional<FlowDefinition> find(String flow, String revision) {
      return Optional.empty();
    }

    @Override
    public Optional<FlowDefinition> latest(String flow) {
      return Optional.empty();
    }

    @Override
    public boolean isRead() {
      return read;
    }

    @Override
    public boolean isRetired(String flow) {
      return false;
    }
  }

  private static void wait(TaskUnderTest task, Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minus(SHORT)) {
      task.standStill(SHORT);
      task.tick();
    }
  }

  private static RunRequest request() {
    Origin origin = Origin.of(Origin.Kind.REQUEST, "0197b0c5-0000-7000-8000-000000000003");
    return new RunRequest(
        "shop", "1", "", RunSubject.WHOLE, Map.of(), Map.of(), origin, "somebody", NOW);
  }

  @Test
  void shouldRefuseNothingForWantOfFlowsWhileTheyAreNotRead() {
    // given flows that cannot be read any more after a while
    Unread flows = new Unread();
    flows.read = true;
    TaskUnderTest task = new TaskUnderTest(Duties.RUNS, flows, NOW);
    task.read(TaskUnderTest.TOPICS.triggers(), TriggerCodec.record(request()));
    wait(task, PendingTrigger.PATIENCE.minus(SHORT));
    flows.read = false;
    wait(task, PendingTrigger.PATIENCE.multipliedBy(2));

    // when
    flows.read = true;
    wait(task, PendingTrigger.PATIENCE.minus(SHORT));

    // then
    assertThat(task.written(EVENTS)).isEmpty();

    // and when
    wait(task, SHORT.multipliedBy(3));

    // then
    assertThat(task.written(EVENTS)).hasOnlyElementsOfType(TriggerRefused.class);
  }

  private void started() {
    runs.read(EVENTS, EventWriting.record(STARTED));
  }

  private boolean isKept() {
    return runs.open.approximateNumEntries() > 0;
  }

  private boolean isOver() {
    return runs.ledger.get("run/" + RUN.key()) != null;
  }

  @Test
  void shouldNotActOnARecordAfterAStandstill() {
    // given
    runs.tick();
    runs.standStill(LONG);

    // when
    assertThatThrownBy(this::started).isInstanceOf(TaskMigratedException.class);

    // then
    assertThat(isKept()).isFalse();
    assertThat(runs.putAside()).isZero();
  }

  @Test
  void shouldNotTickAfterAStandstillHoweverOften() {
    // given
    runs.tick();
    runs.standStill(LONG);

    // when
    assertThatThrownBy(runs::tick).isInstanceOf(TaskMigratedException.class);

    // then
    assertThatThrownBy(runs::tick).isInstanceOf(TaskMigratedException.class);
  }

  @Test
  void shouldGoOnAfterAShortPause() {
    // given
    runs.tick();
    runs.standStill(SHORT);

    // when
    started();
    runs.standStill(SHORT);
    runs.tick();

    // then
    assertThat(isKept()).isTrue();
  }

  @Test
  void shouldGoOnThoughItsThreadWaitedForABrokerForLong() {
    // given
    runs.tick();
    runs.waitForBroker(LONG.multipliedBy(3));

    // when
    started();

    // then
    assertThat(isKept()).isTrue();
  }

  @Test
  void shouldGoOnOnceItWasGivenItsTasksAnew() {
    // given
    runs.tick();
    runs.standStill(LONG);
    assertThatThrownBy(runs::tick).isInstanceOf(TaskMigratedException.class);

    // when
    runs.restart();

    // then
    assertThatCode(runs::tick).doesNotThrowAnyException();
  }

  @Test
  void shouldForgetRowsOfARunThatIsOver() {
    // given rows that came back after the run had ended
    started();
    new Ledger(runs.ledger, runs.codec, TaskUnderTest.TOPICS, new Turns()).ended(RUN.key());

    // when
    runs.restart();
    runs.tick();

    // then
    assertThat(isKept()).isFalse();
  }

  @Test
  void shouldNotTakeAnOpenRunForOneThatIsOverWhenItsTriggerIsRefused() {
    // given
    started();

    // when
    runs.read(EVENTS, new TriggerRefused("shop", RUN.key(), OriginKind.REQUEST, "late", NOW));

    // then
    assertThat(isOver()).isFalse();
    assertThat(isKept()).isTrue();
  }
}
