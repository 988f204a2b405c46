package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.PendingTrigger;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.Tick;
import io.sluice.wire.streams.PendingQueue.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingQueueTest {

  private static final Instant NOW = Instant.parse("2026-11-05T08:00:00Z");
  private static final String LANE = "shop/";

  private final PendingQueue pending = new PendingQueue();

  @Test
  void shouldBeLookedAtInOrderOfRowsAndOnce() {
    // given
    add("3", asked("c"));
    add("1", asked("a"));
    add("2", asked("b"));

    // when
    List<Entry> taken = pending.takeToLookAt(NOW);

    // then
    assertThat(taken).extracting(Entry::row).containsExactly("1", "2", "3");
    assertThat(pending.takeToLookAt(NOW)).isEmpty();
  }

  @Test
  void shouldQueueInLaneByRow() {
    // given
    Entry second = add("2", asked("b"));
    Entry first = add("1", asked("a"));

    // when
    pending.queue(second, LANE);
    pending.queue(first, LANE);

    // then
    assertThat(pending.takeMoved()).containsExactly(LANE);
    assertThat(pending.first(LANE)).contains(first);
    pending.written(first, "run a");
    assertThat(pending.first(LANE)).contains(second);
    pending.remove(second);
    assertThat(pending.first(LANE)).isEmpty();
  }

  @Test
  void shouldMoveOnOnlyLanesInWhichSomethingWaits() {
    // given
    pending.queue(add("1", asked("a")), LANE);
    pending.takeMoved();

    // when
    pending.moveOn(LANE);
    pending.moveOn("other/");

    // then
    assertThat(pending.takeMoved()).containsExactly(LANE);
    assertThat(pending.takeMoved()).isEmpty();
  }

  @Test
  void shouldWakeSleepersInTheirTime() {
    // given
    Entry late = add("1", asked("a"));
    Entry early = add("2", asked("b"));
    pending.takeToLookAt(NOW);
    pending.sleep(late, NOW.plusSeconds(20));
    pending.sleep(early, NOW.plusSeconds(10));

    // then
    assertThat(pending.takeToLookAt(NOW.plusSeconds(9))).isEmpty();
    assertThat(pending.takeToLookAt(NOW.plusSeconds(10))).containsExactly(early);
    assertThat(pending.takeToLookAt(NOW.plusSeconds(60))).containsExactly(late);
  }

  @Test
  void shouldWakeATickThatSleepsUntilItsInputsArrive() {
    // given
    Entry tick = add("1", new PendingTrigger.Ticked(tick()));
    pending.takeToLookAt(NOW);
    pending.sleep(tick, NOW.plusSeconds(7200));

    // when
    pending.wake("another//2026-10");
    assertThat(pending.takeToLookAt(NOW)).isEmpty();
    pending.wake(RunSubject.WHOLE.resultKey("shop"));

    // then
    assertThat(pending.takeToLookAt(NOW)).containsExactly(tick);
    pending.wake(RunSubject.WHOLE.resultKey("shop"));
    assertThat(pending.takeToLookAt(NOW.plusSeconds(7200))).isEmpty();
  }

  private static Tick tick() {
    return new Tick("shop", "monthly", NOW, RunSubject.WHOLE, Map.of(), NOW);
  }

  @Test
  void shouldTakeTheSameTwiceForOne() {
    // given
    Entry entry = add("1", asked("a"));
    pending.takeToLookAt(NOW);
    pending.queue(entry, LANE);

    // then
    assertThat(pending.add("2", asked("a"))).isEmpty();
    assertThat(pending.takeToLookAt(NOW)).isEmpty();
    assertThat(pending.first(LANE)).contains(entry);
  }

  @Test
  void shouldKeepRowAndPlaceWhenItTellsMore() {
    // given
    Entry arrivals = add("1", arrived("erp", 1));
    Entry behind = add("2", asked("a"));
    pending.takeToLookAt(NOW);
    pending.queue(arrivals, LANE);
    pending.queue(behind, LANE);

    // when
    assertThat(pending.add("3", arrived("web", 1))).contains(arrivals);

    // then
    assertThat(arrivals.trigger()).isEqualTo(arrived("web", 1));
    assertThat(arrivals.row()).isEqualTo("1");
    assertThat(pending.takeToLookAt(NOW)).containsExactly(arrivals);
    pending.queue(arrivals, LANE);
    assertThat(pending.first(LANE)).contains(arrivals);
  }

  @Test
  void shouldLookAgainAtWhatWasRenewedAfterItsRunWasWritten() {
    // given
    Entry entry = add("1", arrived("erp", 1));
    pending.takeToLookAt(NOW);
    pending.written(entry, "run 1");

    // when
    pending.add("2", arrived("erp", 2));

    // then
    assertThat(pending.takeToLookAt(NOW)).isEmpty();
    assertThat(pending.findByRun("run 1")).contains(entry);
    assertThat(pending.remove(entry)).isFalse();
    assertThat(pending.findByRun("run 1")).isEmpty();
    assertThat(pending.takeToLookAt(NOW)).containsExactly(entry);
    assertThat(pending.remove(entry)).isTrue();
    assertThat(pending.find(arrived("erp", 1).key())).isEmpty();
  }

  @Test
  void shouldBeFoundByTheRunItBecomes() {
    // given
    PendingTrigger asked = asked("a");
    Entry entry = add("1", asked);

    // then
    String run = asked.run().orElseThrow().key();
    assertThat(pending.findByRun(run)).contains(entry);
    pending.remove(entry);
    assertThat(pending.findByRun(run)).isEmpty();
    assertThat(pending.takeToLookAt(NOW)).isEmpty();
  }

  @Test
  void shouldAskOthersToStopOnce() {
    // given
    Entry entry = add("1", asked("a"));

    // then
    assertThat(entry.cancelsOthersOnce()).isTrue();
    assertThat(entry.cancelsOthersOnce()).isFalse();
  }

  private Entry add(String row, PendingTrigger trigger) {
    return pending.add(row, trigger).orElseThrow();
  }

  private static PendingTrigger asked(String id) {
    RunRequest request =
        new RunRequest(
            "shop",
            "",
            "",
            RunSubject.WHOLE,
            Map.of(),
            Map.of(),
            Origin.request(id),
            "somebody",
            NOW);
    return new PendingTrigger.Asked(request, NOW);
  }

  private static PendingTrigger arrived(String input, long version) {
    InputFile file = new InputFile(input, "hash" + version, 1);
    return new PendingTrigger.Arrived(
        new Arrival("shop", RunSubject.WHOLE, input, version, file, "inbox", NOW, ""));
  }
}
