package io.sluice.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.SetAside.Reason;
import org.junit.jupiter.api.Test;

class SetAsideTest {

  private static final Arrival KNOWN = arrival(2, "b", 10);

  @Test
  void shouldSetAsideWhatIsRecognised() {
    // given
    Arrival again = arrival(3, "b", 20);

    // when
    SetAside aside = SetAside.of(again, KNOWN, _ -> true).orElseThrow();

    // then
    assertThat(aside).isEqualTo(new SetAside(again, KNOWN));
    assertThat(aside.isOf(again)).isTrue();
    assertThat(aside.reason()).isEqualTo(Reason.RECOGNISED);
    assertThat(aside.words()).isEqualTo("version 2 of the input is erp.csv");
  }

  @Test
  void shouldSetAsideWhatComesTooLate() {
    // given
    Arrival older = arrival(1, "a", 20);

    // when
    SetAside aside = SetAside.of(older, KNOWN, _ -> true).orElseThrow();

    // then
    assertThat(aside).isEqualTo(new SetAside(older, KNOWN));
    assertThat(aside.reason()).isEqualTo(Reason.OVERTAKEN);
  }

  @Test
  void shouldSetAsideKnownOneThatNoRunHasTaken() {
    // given
    Arrival newer = arrival(3, "c", 20);

    // when
    SetAside aside = SetAside.of(newer, KNOWN, KNOWN::equals).orElseThrow();

    // then
    assertThat(aside).isEqualTo(new SetAside(KNOWN, newer));
    assertThat(aside.isOf(newer)).isFalse();
    assertThat(aside.reason()).isEqualTo(Reason.OVERTAKEN);
  }

  @Test
  void shouldKeepKnownOneThatARunHasTaken() {
    assertThat(SetAside.of(arrival(3, "c", 20), KNOWN, _ -> false)).isEmpty();
  }

  @Test
  void shouldSetNothingAsideOfTheSameToldTwice() {
    assertThat(SetAside.of(arrival(2, "b", 30), KNOWN, _ -> true)).isEmpty();
  }

  private static Arrival arrival(long version, String content, int second) {
    return KnownArrivals.arrival(RunSubject.WHOLE, "erp", version, content, second, "");
  }
}
