package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.Turns;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.schemas.BackfillRequested;
import io.sluice.wire.codec.BackfillCodec;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.topics.TopicNames;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillsTest {

  private static final Instant AT = Instant.parse("2026-11-05T08:00:00Z");
  private static final TopicNames TOPICS = TopicNames.of("sluice");
  private static final long OFFSET = 7;
  private static final Backfill BACKFILL =
      new Backfill(
          "0197b0c5-0000-7000-8000-000000000001",
          "shop",
          Stream.of("north", "south", "west").map(BackfillsTest::item).toList(),
          Map.of(),
          2,
          "somebody",
          AT);

  private final RecordCodec codec = new RecordCodec(new HeapRegistry());
  private final Rows rows = new Rows();
  private final Ledger ledger = new Ledger(new Rows(), codec, TOPICS, new Turns());
  private PendingTriggers pending = pending();

  private static Backfill.Item item(String region) {
    RunSubject whole = RunSubject.WHOLE;
    return new Backfill.Item(
        new RunSubject(
            Map.of("region", region), whole.every(), whole.period(), whole.start(), whole.end()),
        "1",
        Map.of(),
        List.of());
  }

  private PendingTriggers pending() {
    return new PendingTriggers(rows, codec, TOPICS, FlowCatalog.NONE, ledger, outbox(), _ -> false);
  }

  private Backfills backfills() {
    return new Backfills(rows, codec, TOPICS, ledger, pending, outbox());
  }

  private Outbox outbox() {
    return new Outbox(silent(), codec, TOPICS);
  }

  @SuppressWarnings("unchecked")
  private static ProcessorContext<String, Outbound> silent() {
    return (ProcessorContext<String, Outbound>)
        Proxy.newProxyInstance(
            BackfillsTest.class.getClassLoader(),
            new Class<?>[] {ProcessorContext.class},
            (_, method, _) -> {
              throw new IllegalStateException("nothing is to be written, but " + method);
            });
  }

  private void begin(Backfills backfills) {
    BackfillRequested requested = BackfillCodec.record(BACKFILL);
    backfills.begin(requested, OFFSET, codec.write(TOPICS.triggers(), requested));
  }

  private List<String> runs() {
    return BACKFILL.requests().stream().map(request -> request.run().key()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void shouldAwaitEachRunWhereverACrashCameBetweenItsRows(int kept) {
    // given
    rows.endAfter(kept);
    assertThatThrownBy(() -> begin(backfills())).isInstanceOf(Rows.Killed.class);
    rows.goOn();
    pending = pending();

    // when the position was not committed, so that the request is read again
    begin(backfills());

    // then
    assertThat(runs()).allMatch(pending::has);
    assertThat(rows.approximateNumEntries()).isEqualTo(1 + runs().size());
  }

  @Test
  void shouldNotAwaitAgainWhatIsOver() {
    // given
    Backfills backfills = backfills();
    begin(backfills);
    String over = runs().getFirst();
    ledger.ended(over);
    pending.forget(over);

    // when
    begin(backfills);

    // then
    assertThat(runs()).filteredOn(pending::has).isEqualTo(runs().subList(1, 3));
  }
}
