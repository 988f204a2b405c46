package io.sluice.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Check.Bounds;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  @ParameterizedTest
  @CsvSource({
    "1, 100, 1, true, between 1 and 100",
    "1, 100, 100.00, true, between 1 and 100",
    "1, 100, 100.01, false, between 1 and 100",
    "1, 100, 0, false, between 1 and 100",
    "20, 20.0, 20.00, true, 20",
    "20, 20, 20.000001, false, 20",
    "5, , 4, false, at least 5",
    "5, , 5, true, at least 5",
    ", 9, 10, false, at most 9",
    ", , 10, true, any number",
  })
  void shouldHoldNumberAgainstBounds(
      BigDecimal min, BigDecimal max, BigDecimal value, boolean holds, String expected) {
    // given
    var bounds = new Bounds(Optional.ofNullable(min), Optional.ofNullable(max));

    // when
    Judgement found = WithinBounds.judge(bounds, value);

    // then
    assertThat(found).isEqualTo(new Judgement(holds, expected, value.toPlainString(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "0.30, 70568.60, 81000.00, true, within 30% of 70568.60, 81000.00 (+14.8%)",
    "0.30, 100, 130, true, within 30% of 100, 130 (+30.0%)",
    "0.30, 100, 70.00, true, within 30% of 100, 70.00 (-30.0%)",
    "0.30, 100, 130.01, false, within 30% of 100, 130.01 (+30.1%)",
    "0.30, 100, 69.99, false, within 30% of 100, 69.99 (-30.1%)",
    "0.025, -100, -102, true, within 2.5% of -100, -102 (-2.0%)",
    "0.30, 0, 0.00, true, within 30% of 0, 0.00 (unchanged)",
    "0.30, 0, 0.01, false, within 30% of 0, 0.01 (from 0)",
    "0, 3, 3.0, true, within 0% of 3, 3.0 (unchanged)",
    "1, 3, 5, true, within 100% of 3, 5 (+66.7%)",
  })
  void shouldHoldFigureAgainstPeriodBefore(
      BigDecimal ratio,
      BigDecimal before,
      BigDecimal now,
      boolean holds,
      String expected,
      String observed) {
    assertThat(WithinDrift.judge(ratio, Optional.of(before), Optional.of(now)))
        .isEqualTo(new Judgement(holds, expected, observed, List.of()));
  }

  @Test
  void shouldFailDriftWithoutValues() {
    // given
    var ratio = new BigDecimal("0.3");

    // when
    Judgement unmeasured = WithinDrift.judge(ratio, Optional.of(BigDecimal.TEN), Optional.empty());
    Judgement first = WithinDrift.judge(ratio, Optional.empty(), Optional.of(BigDecimal.TEN));

    // then
    assertThat(unmeasured).isEqualTo(Judgement.failed("within 30% of 10", "no value", List.of()));
    assertThat(first.holds()).isFalse();
  }

  @Test
  void shouldMatchReferencesWhateverTheScale() {
    // given
    var references = Map.of("ca_total", new BigDecimal("70568.60"), "premium", BigDecimal.TEN);
    var observed = Map.of("ca_total", new BigDecimal("70568.6000"), "premium", BigDecimal.TEN);

    // when
    Judgement found =
        MatchingReferences.judge(List.of("ca_total", "sales", "premium"), references, observed);

    // then
    assertThat(found)
        .isEqualTo(
            Judgement.passed("ca_total 70568.60, premium 10", "ca_total 70568.6000, premium 10"));
  }

  @Test
  void shouldNameFiguresThatDiffer() {
    // given
    var references =
        Map.of(
            "ca_total", new BigDecimal("70568.60"), "premium", BigDecimal.TEN, "a", BigDecimal.ONE);
    var observed = Map.of("ca_total", new BigDecimal("70568.61"), "a", BigDecimal.ONE);

    // when
    Judgement found =
        MatchingReferences.judge(List.of("a", "ca_total", "premium"), references, observed);

    // then
    assertThat(found)
        .isEqualTo(
            Judgement.failed(
                "ca_total 70568.60, premium 10",
                "ca_total 70568.61, premium no value",
                List.of(
                    "ca_total: expected 70568.60, observed 70568.61",
                    "premium: expected 10, observed no value")));
  }

  @Test
  void shouldNotHoldWhenNothingWasCompared() {
    assertThat(MatchingReferences.judge(List.of("a"), Map.of(), Map.of("a", BigDecimal.ONE)))
        .returns(false, Judgement::holds);
  }

  @Test
  void shouldCutLongEvidence() {
    // given
    String line = "x".repeat(198) + "🍷" + "x".repeat(100);

    // when
    Judgement found = Judgement.failed(line, "", Collections.nCopies(30, line));

    // then
    assertThat(found.evidence()).hasSize(20).containsOnly("x".repeat(198) + "…");
    assertThat(found.expected()).isEqualTo("x".repeat(198) + "…");
  }
}
