package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterListTest {

  private static final LetterRow LETTER =
      new LetterRow(
          Instant.parse("2026-11-05T08:12:44Z"),
          "sluice.triggers",
          2,
          41,
          Instant.parse("2026-11-05T08:12:43Z"),
          "hello",
          "it is no Avro");

  @Test
  void shouldTellWhereItWasAndWhy() {
    assertThat(LetterList.table(List.of(LETTER), ZoneOffset.UTC))
        .isEqualTo(
            """
              put aside            topic            partition  offset  key    from                 reason
              2026-11-05 08:12:44  sluice.triggers          2      41  hello  2026-11-05 08:12:43  it is no Avro
            """);
  }

  @Test
  void shouldPrintObjectOfEach() {
    assertThat(LetterList.json(List.of(LETTER)))
        .isEqualTo(
            """
            {"at":"2026-11-05T08:12:44Z","topic":"sluice.triggers","partition":2,"offset":41,\
            "time":"2026-11-05T08:12:43Z","key":"hello","reason":"it is no Avro"}
            """);
  }
}
