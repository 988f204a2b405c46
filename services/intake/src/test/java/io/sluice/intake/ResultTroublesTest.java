package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.intake.ResultTroubles.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What becomes of results that cannot be taken. */
class ResultTroublesTest {

  private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

  private final ResultTroubles troubles = new ResultTroubles();

  private Verdict judge(long offset, Exception trouble, Duration after) {
    return troubles.judge(
        new ConsumerRecord<>("results", 1, offset, "key", "value"), trouble, T.plus(after));
  }

  @Test
  void shouldWaitHoweverLongForWhatPasses() {
    // given
    List<Exception> passing =
        List.of(
            new IOException("bucket out of reach"),
            new NoSuchFileException("_inputs"),
            new TimeoutException("registry or broker away"),
            new SerializationException("the registry refuses a schema that is to be written"));
    passing.forEach(
        trouble -> {
          Verdict first = judge(7, trouble, Duration.ZERO);

          // when
          Verdict days = judge(7, trouble, Duration.ofDays(3));

          // then
          assertThat(first).isEqualTo(Verdict.TELL_AND_WAIT);
          assertThat(days).isEqualTo(Verdict.TELL_AND_WAIT);
          assertThat(judge(7, trouble, Duration.ofDays(3).plusSeconds(1))).isEqualTo(Verdict.WAIT);
        });
  }

  @Test
  void shouldPutAsideAtOnceWhatNeverWorks() {
    // when
    Verdict bytes = judge(7, new UnusableResultException("other bytes"), Duration.ZERO);
    Verdict name = judge(7, new IllegalArgumentException("no name"), Duration.ZERO);

    // then
    assertThat(List.of(bytes, name)).containsOnly(Verdict.PUT_ASIDE);
  }

  @Test
  void shouldPutAsideTheFileThatIsMissingForTenMinutes() {
    // given
    Exception missing = new FileNotFoundException("orders.csv is not there");

    // when
    Verdict first = judge(7, missing, Duration.ZERO);
    Verdict soon = judge(7, missing, Duration.ofSeconds(599));
    Verdict late = judge(7, missing, Duration.ofSeconds(600));

    // then
    assertThat(List.of(first, soon, late))
        .containsExactly(Verdict.TELL_AND_WAIT, Verdict.WAIT, Verdict.PUT_ASIDE);
  }

  @Test
  void shouldWaitForEachMissingFileAnew() {
    // given
    Exception missing = new FileNotFoundException("orders.csv is not there");
    judge(7, missing, Duration.ZERO);

    // when
    Verdict next = judge(8, missing, Duration.ofHours(1));

    // then
    assertThat(next).isEqualTo(Verdict.TELL_AND_WAIT);
  }
}
