package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.Turns;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.topics.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Instant AT = Instant.parse("2026-11-05T08:00:00Z");
  private static final TopicNames TOPICS = TopicNames.of("sluice");

  private final RecordCodec codec = new RecordCodec(new HeapRegistry());
  private final Ledger ledger = new Ledger(new Rows(), codec, TOPICS, new Turns());

  private static Published published(long ordinal, long version) {
    return new Published(
        "0197b0c5-0000-7000-8000-000000000001",
        new RunRef("shop", "0197b0c5-0000-7000-8000-000000000002"),
        RunSubject.WHOLE,
        AT,
        ordinal,
        "1",
        version,
        version - 1,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private void read(Published published) {
    ledger.current(published, codec.write(TOPICS.results(), ResultCodec.record(published)));
  }

  @Test
  void shouldCountRunsOfWhichOnlyThePublicationIsKept() {
    // given events that were kept for a shorter time than results
    ledger.ordinal("shop", 2);

    // when
    read(published(41, 7));

    // then
    assertThat(ledger.ordinal("shop")).isEqualTo(41);
  }

  @Test
  void shouldNeverCountRunsBackwards() {
    // given
    read(published(41, 7));

    // when
    read(published(40, 6));

    // then
    assertThat(ledger.ordinal("shop")).isEqualTo(41);
    assertThat(ledger.current(RunSubject.WHOLE.resultKey("shop")).orElseThrow().version())
        .isEqualTo(7);
  }
}
