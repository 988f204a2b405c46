package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.FlowKeys;
import io.sluice.engine.flow.InputFormat;
import io.sluice.engine.flow.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlowSchemaTest {

  private static final FlowSchema SCHEMA = new FlowSchema();

  static Set<String> sections() {
    return FlowKeys.bySection().keySet();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void shouldHaveTheKeysThatTheReaderKnows(String section) {
    // when
    Set<String> keys = SCHEMA.keys(section);

    // then
    assertThat(keys).containsExactlyInAnyOrderElementsOf(FlowKeys.bySection().get(section));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("input_", InputFormat.class),
        Arguments.of("trigger_", Trigger.class),
        Arguments.of("figure_", Figure.Measure.class),
        Arguments.of("check_", Check.Assertion.class),
        Arguments.of("publication_", Export.class),
        Arguments.of("block_", Export.Block.class));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldHaveFragmentForEachKind(String prefix, Class<?> sealed) {
    // given
    List<String> kinds =
        Arrays.stream(sealed.getPermittedSubclasses())
            .filter(kind -> kind != Check.Assertion.InputContract.class)
            .map(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT))
            .toList();

    // when
    List<String> fragments = SCHEMA.fragments(prefix);

    // then
    assertThat(fragments)
        .map(name -> name.substring(prefix.length()).replace("_", ""))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  static List<Path> folders() throws IOException {
    return FlowDefinitionsTest.folders();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void shouldAcceptDefinition(Path folder) throws IOException {
    assertThat(SCHEMA.problems(Files.readString(folder.resolve("flow.yaml")))).isEmpty();
  }

  static List<Path> reports() throws IOException {
    List<Path> reports = new ArrayList<>();
    for (Path folder : FlowDefinitionsTest.folders()) {
      try (Stream<Path> files = Files.find(folder, 2, (path, _) -> path.endsWith("rapport.yaml"))) {
        files.forEach(reports::add);
      }
    }
    return reports;
  }

  @ParameterizedTest
  @MethodSource("reports")
  void shouldAcceptReportOfDefinition(Path report) throws IOException {
    assertThat(SCHEMA.problems("report", Files.readString(report))).isEmpty();
  }

  @Test
  void shouldAcceptSoundFlow() {
    assertThat(SCHEMA.problems(FlowProblemsTest.SOUND)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format: 1 | format: 2",
        "flow: wine | flow: Wine",
        "flow: wine | name: wine",
        "every: month | every: mnth",
        "type: double | type: float",
        "files: \"erp*.xlsx\" | http: x",
        "sheet: 1 | delimiter: \";\"",
        "ignore | drop",
        "0 9 15 * * | 0 9 15 *",
        "sql: sql/total.sql | sql: total",
        "timeout: 10m | timeout: 10",
        "timeout: 10m | when: x",
        "pool: prepare | pool: checks",
        "clean: { needs | publish: { needs",
        "column: ca, | ``",
        "match: reference | match: all",
        "drift: 30% | drift: 30",
        "between: [1, 2] | between: [1]",
        "csv: clean | s3: clean",
        "csv: clean | pool: clean",
        "\"CA\": total | \"CA/1\": total"
      })
  void shouldRefuseWhatTheReaderRefuses(String part, String replacement) {
    // given
    String flow =
        FlowProblemsTest.SOUND.replaceFirst(
            Pattern.quote(part), Matcher.quoteReplacement(replacement));

    // when, then
    assertThat(SCHEMA.problems(flow)).isNotEmpty();
    assertThat(FlowProblemsTest.problems(FlowProblemsTest.read(flow, FlowProblemsTest.FILES)))
        .isNotEmpty();
  }
}
