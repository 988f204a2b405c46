package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.FlowReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowReferenceTest {

  private static final Path REFERENCE = Path.of("../docs/flow-reference.md");

  static Stream<String> examples() throws IOException {
    return Pattern.compile("(?s)```yaml\\n(.*?)```")
        .matcher(Files.readString(REFERENCE))
        .results()
        .map(match -> match.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldLoadExample(String example) {
    // when
    FlowReading reading = FlowProblemsTest.read(example, Map.of());

    // then
    assertThat(FlowProblemsTest.problems(reading)).isEmpty();
    assertThat(reading).isInstanceOf(FlowReading.Sound.class);
  }
}
