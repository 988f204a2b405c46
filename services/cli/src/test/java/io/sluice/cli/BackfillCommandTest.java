package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillCommandTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --cancel ca172fca --dry-run                        | --cancel | --dry-run
          --resume ca172fca taxi --from 2026-01              | --resume | FLOW, --from
          --resume ca172fca --cancel ca172fca                | --resume | --cancel
          --cancel ca172fca --max-active 3 --param a=1 --json | --cancel | --max-active, --param
          """)
  void shouldNotStopOrFollowWhatWasAskedForAsPlan(String typed, String option, String others) {
    assertThat(run(("backfill " + typed).split(" +"))).isEqualTo(2);
    assertThat(said.toString(UTF_8))
        .startsWith("%s is about a backfill that there is, and goes without".formatted(option))
        .contains(others.split(", "));
    assertThat(printed.size()).isZero();
  }

  /** Anything that asks for an installation breaks. */
  private int run(String... arguments) {
    return new CommandLineTool(
            () -> {
              throw new UnsupportedOperationException();
            },
            new PrintStream(printed, true, UTF_8),
            new PrintStream(said, true, UTF_8),
            Terminal.of(Map.of()))
        .run(arguments);
  }
}
