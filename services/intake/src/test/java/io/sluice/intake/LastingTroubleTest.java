package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When people are told of trouble that lasts. */
class LastingTroubleTest {

  private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void shouldBeToldWhenItBeginsAndEveryTenMinutes() {
    // given
    LastingTrouble trouble = new LastingTrouble();

    // when
    boolean begun = trouble.meet("store", T);
    boolean soon = trouble.meet("store", T.plusSeconds(599));
    boolean later = trouble.meet("store", T.plusSeconds(600));

    // then
    assertThat(begun).isTrue();
    assertThat(soon).isFalse();
    assertThat(later).isTrue();
    assertThat(trouble.lasted(T.plusSeconds(600))).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void shouldBeToldWhenItBecomesAnother() {
    // given
    LastingTrouble trouble = new LastingTrouble();
    trouble.meet("store", T);

    // when
    boolean other = trouble.meet("registry", T.plusSeconds(1));

    // then
    assertThat(other).isTrue();
    assertThat(trouble.lasted(T.plusSeconds(3))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldEndOnce() {
    // given
    LastingTrouble trouble = new LastingTrouble();
    trouble.meet("store", T);

    // when
    boolean ended = trouble.end();

    // then
    assertThat(ended).isTrue();
    assertThat(trouble.end()).isFalse();
    assertThat(trouble.meet("store", T.plusSeconds(1))).isTrue();
  }
}
