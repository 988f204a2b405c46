package io.sluice.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {

  @Test
  void shouldWriteParametersInOrderOfTheirNames() {
    assertThat(Slices.text(Map.of("taxi", "green", "borough", "queens")))
        .isEqualTo("borough=queens,taxi=green");
    assertThat(Slices.text(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"green", "fhv-2", "7", "A_b"})
  void shouldTakeNamesThatAFolderCanHave(String value) {
    assertThat(Slices.problems(Map.of("taxi", value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "..", "-x", "a/b", "a=b", "a,b", "vert é", "a\nb"})
  void shouldRefuseWhatCannotBePartOfAFolder(String value) {
    assertThat(Slices.problems(Map.of("taxi", value)))
        .singleElement()
        .asString()
        .startsWith("parameter taxi is part of the slice: expected letters, digits, - and _")
        .endsWith("but found \"" + value + "\"");
  }

  @Test
  void shouldRefuseSlicesTooLongForAFolder() {
    // given
    Map<String, String> slice = new TreeMap<>();
    IntStream.range(0, 5).forEach(i -> slice.put("p" + i, "x".repeat(60)));

    // when, then
    assertThat(Slices.problems(slice))
        .singleElement()
        .asString()
        .contains("has 319 characters", "may have 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"taxi=green,zone=7 |", "taxi=green | taxi=…,zone=…", "zone=7,taxi=green | taxi=…"})
  void shouldKnowSlicesOfAFlow(String text, String problem) {
    assertThat(Slices.problemIn(text, List.of("zone", "taxi")).orElse(""))
        .contains(problem == null ? "" : problem)
        .matches(words -> words.isEmpty() == (problem == null));
  }

  @Test
  void shouldSpellOutPlaceholders() {
    assertThat(
            FilePattern.spelled(
                "{taxi}_tripdata_{period}.{csv,txt}", "2020-07", Map.of("taxi", "green")))
        .isEqualTo("green_tripdata_2020-07.{csv,txt}");
  }
}
