package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.engine.flow.Problem;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlGarbageTest {

  private static final String[] TOKENS = {
    "format",
    ": ",
    "1",
    "\n",
    "\n  ",
    "\n    ",
    "stages",
    "inputs",
    "checks",
    "publish",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "- ",
    "needs",
    "sql",
    "select 1",
    "\"",
    "'",
    "&a ",
    "*a",
    "? ",
    "| ",
    "#",
    "~",
    "period",
    "every",
    "name",
    "on",
    "rows",
    "between",
    "xlsx",
    "sheets",
    "!!x ",
    "a",
    "\t",
    "é",
    "columns",
    "files",
    "x.csv",
    "type",
    "decimal(2,1)",
    "min",
    "unique",
    "figures",
    "%",
    "\u0007",
    "schedule",
    "cron",
    "* * * * *",
    "triggers",
    "1e99",
    "9999999999999"
  };

  @Test
  void shouldNeverThrowOnGarbage() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      // given
      String garbage = garbage(random);

      // when, then
      assertThatCode(() -> FlowProblemsTest.read(garbage, Map.of()))
          .as(garbage)
          .doesNotThrowAnyException();
    }
  }

  private static String garbage(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "format: 1\n" : "");
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(TOKENS[random.nextInt(TOKENS.length)]);
      if (random.nextInt(4) == 0) {
        text.append(": ");
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x [1,1,1,1,1,1,1,1,1,1]\nb: &y [*x,*x,*x,*x,*x,*x,*x,*x,*x,*x]\n"
            + "c: &z [*y,*y,*y,*y,*y,*y,*y,*y,*y,*y]\nd: &w [*z,*z,*z,*z,*z,*z,*z,*z,*z,*z]\n"
            + "e: &v [*w,*w,*w,*w,*w,*w,*w,*w,*w,*w]",
        "a: &x [*x]",
        "a: *gone",
        "? [a, b] : c",
        "--- 1\n--- 2",
        "a: \u0007",
        "a: 'open",
        "\tx: 1",
      })
  void shouldRefuseWhatAFlowMayNotUse(String yaml) {
    assertThat(YamlTree.parse("flow.yaml", yaml)).isInstanceOf(YamlTree.Parsed.Broken.class);
  }

  @Test
  void shouldRefuseDeepNesting() {
    // when
    YamlTree.Parsed parsed = YamlTree.parse("flow.yaml", "[".repeat(200_000));

    // then
    assertThat(parsed)
        .isEqualTo(
            new YamlTree.Parsed.Broken(new Problem("", "flow.yaml", 1, 34, "more than 32 levels")));
  }
}
