package io.sluice.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.RunEnd.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEndTest {

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, 0",
    "UNCHANGED, 1",
    "SUPERSEDED, 2",
    "REPLAYED, 3",
    "REJECTED, 4",
    "FAILED, 5",
    "CANCELLED, 6",
  })
  void shouldKeepCodeThatStoresHold(Outcome outcome, byte code) {
    assertThat(outcome.code()).isEqualTo(code);
  }

  @Test
  void shouldGiveEachOutcomeItsOwnCode() {
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> code >= 0);
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindOutcomeByItsCode(Outcome outcome) {
    assertThat(Outcome.of(outcome.code())).contains(outcome);
  }

  @ParameterizedTest
  @ValueSource(bytes = {-1, 99})
  void shouldFindNoneByAnyOtherCode(byte code) {
    assertThat(Outcome.of(code)).isEmpty();
  }
}
