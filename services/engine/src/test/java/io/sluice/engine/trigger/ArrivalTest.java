package io.sluice.engine.trigger;

import static io.sluice.engine.trigger.KnownArrivals.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.RunSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTest {

  @ParameterizedTest
  @CsvSource({
    // version, content and second of one, and of another
    "2, b, 1, 1, a, 0, true",
    "1, a, 0, 2, b, 1, false",
    "2, a, 1, 1, a, 0, false",
    "3, a, 2, 1, a, 0, true",
    "1, a, 0, 3, a, 2, false",
    "3, a, 2, 2, b, 1, true",
    "2, b, 1, 3, a, 2, false",
    "1, b, 1, 1, a, 0, true",
    "1, a, 0, 1, b, 1, false",
    "1, a, 1, 1, a, 0, false",
    "2, b, 0, 1, a, 9, true",
  })
  void shouldReplaceWhatIsOlder(
      long version,
      String content,
      int second,
      long otherVersion,
      String otherContent,
      int otherSecond,
      boolean replaces) {
    // given
    Arrival one = arrival(RunSubject.WHOLE, "erp", version, content, second, "");
    Arrival other = arrival(RunSubject.WHOLE, "erp", otherVersion, otherContent, otherSecond, "");

    // then
    assertThat(one.replaces(other)).isEqualTo(replaces);
  }

  @Test
  void shouldBeTheSameHoweverOftenTold() {
    // given
    Arrival told = arrival(RunSubject.WHOLE, "erp", 1, "a", 0, "");

    // then
    assertThat(arrival(RunSubject.WHOLE, "erp", 1, "a", 7, "").id()).isEqualTo(told.id());
    assertThat(arrival(RunSubject.WHOLE, "erp", 3, "a", 7, "").id()).isNotEqualTo(told.id());
    assertThat(arrival(RunSubject.WHOLE, "web", 1, "a", 0, "").id()).isNotEqualTo(told.id());
  }
}
