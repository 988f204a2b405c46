package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowReferenceTest {

  private static final Path REFERENCE = FlowDefinitionsTest.DOCS.resolve("flow-reference.md");
  private static final Predicate<String> IS_REPORT =
      example -> example.startsWith("# report/sales.yaml");
  private static final FlowSchema SCHEMA = new FlowSchema();

  /** A flow with what the reference's report shows. */
  private static final String FLOW_OF_REPORT =
      """
      format: 1
      flow: sales_page
      stages:
        sales: { sql: "select 1 as product, 12.50 as amount" }
      figures:
        sales: { rows: sales }
      publish:
        page: { html: report/sales.yaml }
      """;

  private static DuckDbSqlInspector inspector;

  @BeforeAll
  static void openInspector() throws SQLException {
    inspector = new DuckDbSqlInspector();
  }

  @AfterAll
  static void closeInspector() throws SQLException {
    inspector.close();
  }

  static Stream<String> examples() throws IOException {
    return Pattern.compile("(?s)```([a-z]*)\\n(.*?)```")
        .matcher(Files.readString(REFERENCE))
        .results()
        .map(
            match -> {
              assertThat(match.group(1)).as("every example is YAML").isEqualTo("yaml");
              return match.group(2);
            });
  }

  static List<String> flows() throws IOException {
    return examples().filter(IS_REPORT.negate()).toList();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void shouldLoadExample(String example) {
    // when
    FlowReading reading = read(Map.of("flow.yaml", example));

    // then
    assertThat(FlowProblemsTest.problems(reading)).isEmpty();
    assertThat(SCHEMA.problems(example)).isEmpty();
  }

  @Test
  void shouldLoadReport() throws IOException {
    // given
    List<String> reports = examples().filter(IS_REPORT).toList();

    // when
    FlowReading reading =
        read(Map.of("flow.yaml", FLOW_OF_REPORT, "report/sales.yaml", reports.getFirst()));

    // then
    assertThat(reports).hasSize(1);
    assertThat(FlowProblemsTest.problems(reading)).isEmpty();
    assertThat(SCHEMA.problems("report", reports.getFirst())).isEmpty();
  }

  private static FlowReading read(Map<String, String> files) {
    return FlowReader.read(FlowFiles.source(files), inspector);
  }
}
