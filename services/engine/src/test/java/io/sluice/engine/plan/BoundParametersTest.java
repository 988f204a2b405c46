package io.sluice.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.ColumnType.Simple;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundParametersTest {

  private static final Instant PLANNED = Instant.parse("2026-11-15T09:00:00Z");
  private static final Period OCTOBER = Period.parse(Every.MONTH, "2026-10");
  private static final Parameter Z =
      new Parameter("z", Simple.DOUBLE, Optional.of("2.50"), Optional.of("0"), Optional.of("9"));

  @Test
  void shouldBindDefaultsInCanonicalTextAndWhatSluiceBrings() {
    // when
    BoundParameters bound = BoundParameters.bind(List.of(Z), Map.of(), OCTOBER, PLANNED);

    // then
    assertThat(bound.problems()).isEmpty();
    assertThat(bound.values())
        .isEqualTo(
            Map.of(
                "z", "2.5",
                "period", "2026-10",
                "period_start", "2026-10-01T00:00",
                "period_end", "2026-11-01T00:00",
                "planned_time", "2026-11-15T09:00"));
  }

  @ParameterizedTest
  @CsvSource({"1000, ''", "1001, parameter shop: expected at most 1000 characters but found 1001"})
  void shouldRefuseATextThatIsTooLong(int length, String problem) {
    // given
    Parameter shop =
        new Parameter("shop", Simple.VARCHAR, Optional.empty(), Optional.empty(), Optional.empty());
    Map<String, String> given = Map.of("shop", "x".repeat(length));

    // when
    BoundParameters bound = BoundParameters.bind(List.of(shop), given, OCTOBER, PLANNED);

    // then
    assertThat(String.join("", bound.problems())).isEqualTo(problem);
  }

  @Test
  void shouldBringNoBoundsWithoutAPeriod() {
    BoundParameters bound = BoundParameters.bind(List.of(), Map.of(), Period.NONE, PLANNED);

    assertThat(bound.values()).containsOnlyKeys("period", "planned_time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -0.1  | parameter z: expected at least 0 but found -0.1
          9.01  | parameter z: expected at most 9 but found 9.01
          many  | parameter z: expected double but found "many"
          """)
  void shouldRefuseWhatIsOutOfBounds(String given, String problem) {
    BoundParameters bound = BoundParameters.bind(List.of(Z), Map.of("z", given), OCTOBER, PLANNED);

    assertThat(bound.problems()).containsExactly(problem);
  }

  @Test
  void shouldAllowTheBoundsThemselves() {
    for (String bound : List.of("0", "9", "9.0", "9e0")) {
      assertThat(BoundParameters.bind(List.of(Z), Map.of("z", bound), OCTOBER, PLANNED).problems())
          .isEmpty();
    }
  }

  @Test
  void shouldTellEveryProblemAtOnce() {
    // given
    Parameter needed =
        new Parameter("since", Simple.DATE, Optional.empty(), Optional.empty(), Optional.empty());

    // when
    BoundParameters bound =
        BoundParameters.bind(List.of(Z, needed), Map.of("z", "10", "y", "1"), OCTOBER, PLANNED);

    // then
    assertThat(bound.problems())
        .containsExactly(
            "parameter z: expected at most 9 but found 10",
            "parameter since has no default and must be given",
            "parameter y is not declared by the flow");
  }

  @Test
  void shouldRefuseANumberThatWritesItselfOutAtLength() {
    for (ColumnType type : List.of(Simple.DOUBLE, new ColumnType.Decimal(10, 2))) {
      Parameter free =
          new Parameter("n", type, Optional.empty(), Optional.empty(), Optional.empty());
      BoundParameters bound =
          BoundParameters.bind(List.of(free), Map.of("n", "1e999999999"), OCTOBER, PLANNED);

      assertThat(bound.problems()).hasSize(1);
    }
  }
}
