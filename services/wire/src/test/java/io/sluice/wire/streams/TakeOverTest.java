package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.Turns;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class TakeOverTest {

  private static final TopicPartition EVENTS = new TopicPartition("sluice.events", 0);
  private static final TopicPartition RESULTS = new TopicPartition("sluice.results", 0);

  private final Ledger ledger =
      new Ledger(
          new Rows(), new RecordCodec(new HeapRegistry()), TopicNames.of("sluice"), new Turns());
  private final List<Set<String>> taken = new ArrayList<>();

  private TakeOver takeOver(Optional<Consumer<Folded>> foldOnly) {
    CatchUp catchUp = new CatchUp(Map.of(EVENTS, 2L, RESULTS, 1L));
    return new TakeOver(catchUp, ledger, new OpenRuns(new Rows()), foldOnly);
  }

  private static void read(TakeOver takeOver, TopicPartition partition, long offset) {
    takeOver.read(
        new RecordMetadata() {
          @Override
          public String topic() {
            return partition.topic();
          }

          @Override
          public int partition() {
            return partition.partition();
          }

          @Override
          public long offset() {
            return offset;
          }
        });
  }

  private static void readAll(TakeOver takeOver) {
    read(takeOver, RESULTS, 0);
    read(takeOver, EVENTS, 0);
    read(takeOver, EVENTS, 1);
  }

  @Test
  void shouldActOnceAllOfThePastIsFolded() {
    // given
    TakeOver takeOver = takeOver(Optional.empty());

    // when
    read(takeOver, RESULTS, 0);
    read(takeOver, EVENTS, 0);

    // then
    assertThat(takeOver.begins(taken::add)).isFalse();
    assertThat(takeOver.isDone()).isFalse();

    // and when
    read(takeOver, EVENTS, 1);

    // then
    assertThat(takeOver.begins(taken::add)).isTrue();
    assertThat(takeOver.isDone()).isTrue();
    assertThat(takeOver.begins(taken::add)).isFalse();
    assertThat(taken).hasSize(1);
  }

  @Test
  void shouldTakeInRunsThatResultsToldOfBeforeTheirEvents() {
    // given
    TakeOver takeOver = takeOver(Optional.empty());
    ledger.ended("wines/old");

    // when
    assertThat(takeOver.keepsResultOf("wines/old")).isTrue();
    assertThat(takeOver.keepsResultOf("wines/ending")).isTrue();
    assertThat(takeOver.keepsResultOf("wines/open")).isTrue();
    takeOver.ended("wines/ending");
    readAll(takeOver);
    takeOver.begins(taken::add);

    // then
    assertThat(taken).containsExactly(Set.of("wines/open"));
    assertThat(takeOver.keepsResultOf("wines/next")).isFalse();
  }

  @Test
  void shouldTellWhatWasFoldedAndNeverActWhenItOnlyFolds() {
    // given
    List<Folded> told = new ArrayList<>();
    TakeOver takeOver = takeOver(Optional.of(told::add));
    ledger.ended("wines/old");

    // when
    readAll(takeOver);

    // then
    assertThat(takeOver.begins(taken::add)).isFalse();
    assertThat(takeOver.begins(taken::add)).isFalse();
    assertThat(takeOver.isDone()).isFalse();
    assertThat(told).containsExactly(new Folded(3, 1, 0));
  }
}
