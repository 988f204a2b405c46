package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.Waiting;
import io.sluice.wire.streams.WaitingTriggers.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingTriggersTest {

  private static final Instant NOW = Instant.parse("2026-11-05T08:00:00Z");
  private static final String LANE = "shop/";

  private final WaitingTriggers waiting = new WaitingTriggers();

  @Test
  void shouldBeLookedAtInOrderOfRowsAndOnce() {
    // given
    add("3", asked("c"));
    add("1", asked("a"));
    add("2", asked("b"));

    // when
    List<Entry> taken = waiting.takeToLookAt(NOW);

    // then
    assertThat(taken).extracting(Entry::row).containsExactly("1", "2", "3");
    assertThat(waiting.takeToLookAt(NOW)).isEmpty();
  }

  @Test
  void shouldQueueInLaneByRow() {
    // given
    Entry second = add("2", asked("b"));
    Entry first = add("1", asked("a"));

    // when
    waiting.queue(second, LANE);
    waiting.queue(first, LANE);

    // then
    assertThat(waiting.takeMoved()).containsExactly(LANE);
    assertThat(waiting.first(LANE)).contains(first);
    waiting.written(first, "run a");
    assertThat(waiting.first(LANE)).contains(second);
    waiting.remove(second);
    assertThat(waiting.first(LANE)).isEmpty();
  }

  @Test
  void shouldMoveOnOnlyLanesInWhichSomethingWaits() {
    // given
    waiting.queue(add("1", asked("a")), LANE);
    waiting.takeMoved();

    // when
    waiting.moveOn(LANE);
    waiting.moveOn("other/");

    // then
    assertThat(waiting.takeMoved()).containsExactly(LANE);
    assertThat(waiting.takeMoved()).isEmpty();
  }

  @Test
  void shouldWakeSleepersInTheirTime() {
    // given
    Entry late = add("1", asked("a"));
    Entry early = add("2", asked("b"));
    waiting.takeToLookAt(NOW);
    waiting.sleep(late, NOW.plusSeconds(20));
    waiting.sleep(early, NOW.plusSeconds(10));

    // then
    assertThat(waiting.takeToLookAt(NOW.plusSeconds(9))).isEmpty();
    assertThat(waiting.takeToLookAt(NOW.plusSeconds(10))).containsExactly(early);
    assertThat(waiting.takeToLookAt(NOW.plusSeconds(60))).containsExactly(late);
  }

  @Test
  void shouldTakeTheSameTwiceForOne() {
    // given
    Entry entry = add("1", asked("a"));
    waiting.takeToLookAt(NOW);
    waiting.queue(entry, LANE);

    // then
    assertThat(waiting.add("2", asked("a"))).isEmpty();
    assertThat(waiting.takeToLookAt(NOW)).isEmpty();
    assertThat(waiting.first(LANE)).contains(entry);
  }

  @Test
  void shouldKeepRowAndPlaceWhenItTellsMore() {
    // given
    Entry arrivals = add("1", arrived("erp", 1));
    Entry behind = add("2", asked("a"));
    waiting.takeToLookAt(NOW);
    waiting.queue(arrivals, LANE);
    waiting.queue(behind, LANE);

    // when
    assertThat(waiting.add("3", arrived("web", 1))).contains(arrivals);

    // then
    assertThat(arrivals.waiting()).isEqualTo(arrived("web", 1));
    assertThat(arrivals.row()).isEqualTo("1");
    assertThat(waiting.takeToLookAt(NOW)).containsExactly(arrivals);
    waiting.queue(arrivals, LANE);
    assertThat(waiting.first(LANE)).contains(arrivals);
  }

  @Test
  void shouldLookAgainAtWhatWasRenewedAfterItsRunWasWritten() {
    // given
    Entry entry = add("1", arrived("erp", 1));
    waiting.takeToLookAt(NOW);
    waiting.written(entry, "run 1");

    // when
    waiting.add("2", arrived("erp", 2));

    // then
    assertThat(waiting.takeToLookAt(NOW)).isEmpty();
    assertThat(waiting.findByRun("run 1")).contains(entry);
    assertThat(waiting.remove(entry)).isFalse();
    assertThat(waiting.findByRun("run 1")).isEmpty();
    assertThat(waiting.takeToLookAt(NOW)).containsExactly(entry);
    assertThat(waiting.remove(entry)).isTrue();
    assertThat(waiting.find(arrived("erp", 1).key())).isEmpty();
  }

  @Test
  void shouldBeFoundByTheRunItBecomes() {
    // given
    Waiting asked = asked("a");
    Entry entry = add("1", asked);

    // then
    String run = asked.run().orElseThrow().key();
    assertThat(waiting.findByRun(run)).contains(entry);
    waiting.remove(entry);
    assertThat(waiting.findByRun(run)).isEmpty();
    assertThat(waiting.takeToLookAt(NOW)).isEmpty();
  }

  @Test
  void shouldAskOthersToStopOnce() {
    // given
    Entry entry = add("1", asked("a"));

    // then
    assertThat(entry.cancelsOthersOnce()).isTrue();
    assertThat(entry.cancelsOthersOnce()).isFalse();
  }

  private Entry add(String row, Waiting trigger) {
    return waiting.add(row, trigger).orElseThrow();
  }

  private static Waiting asked(String id) {
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
    return new Waiting.Asked(request, NOW);
  }

  private static Waiting arrived(String input, long version) {
    InputFile file = new InputFile(input, "hash" + version, 1);
    return new Waiting.Arrived(
        new Arrival("shop", RunSubject.WHOLE, input, version, file, "inbox", NOW, ""));
  }
}
