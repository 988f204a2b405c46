package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.FlowReading;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowDefinitionsTest {

  /** Surefire names the module's folder; other runners start in it. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private static final Path DEFINITIONS = MODULE.resolve("../../flow-definitions");

  static final Path DOCS = MODULE.resolve("../docs");

  private static DuckDbSqlInspector inspector;

  @BeforeAll
  static void openInspector() throws SQLException {
    inspector = new DuckDbSqlInspector();
  }

  @AfterAll
  static void closeInspector() throws SQLException {
    inspector.close();
  }

  static List<Path> folders() throws IOException {
    try (Stream<Path> children = Files.list(DEFINITIONS)) {
      return children.filter(Files::isDirectory).map(Path::normalize).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void shouldLoadDefinition(Path folder) {
    // when
    FlowReading reading = FlowFolder.load(folder, inspector);

    // then
    assertThat(FlowProblemsTest.problems(reading)).isEmpty();
    assertThat(reading)
        .isInstanceOfSatisfying(
            FlowReading.Sound.class,
            sound ->
                assertThat(sound.flow().name()).isEqualTo(String.valueOf(folder.getFileName())));
  }
}
