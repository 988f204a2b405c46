package io.sluice.work.ingest;

import static io.sluice.engine.flow.ColumnType.Simple.BIGINT;
import static io.sluice.engine.flow.ColumnType.Simple.BOOLEAN;
import static io.sluice.engine.flow.ColumnType.Simple.DATE;
import static io.sluice.engine.flow.ColumnType.Simple.DOUBLE;
import static io.sluice.engine.flow.ColumnType.Simple.INTEGER;
import static io.sluice.engine.flow.ColumnType.Simple.TIMESTAMP;
import static io.sluice.engine.flow.ColumnType.Simple.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.Column.Rounding;
import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.InputFormat;
import io.sluice.work.duckdb.SqlNames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvIngestTest extends IngestFixture {

  @Test
  void shouldKeepTextAsItIs() throws Exception {
    // given
    file("prices.csv", "note,id\r\n\"a \"\"b\"\", \r\nc\",1\r\n\r\n  padded ,2\r\n,\r\n\"\",3");
    contract = contract(column("id", INTEGER), column("note", VARCHAR));
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("1|a \"b\", \r\nc", "2|  padded ", "3|-");
  }

  @Test
  void shouldKeepRowsThatAreBlankInTheContractsColumnsAlone() throws Exception {
    // given
    file("prices.csv", "id,other\n1,0\n,0\n,\n");
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("1", "-");
  }

  @Test
  void shouldAppendFilesInTheOrderOfTheirNames() throws Exception {
    // given
    file("b.csv", "id\n3\n");
    file("a.csv", "id\n2\n1\n");
    // when
    var loaded = loaded();
    // then
    assertThat(loaded.rows()).isEqualTo(3);
    assertThat(rows()).containsExactly("2", "1", "3");
  }

  @Test
  void shouldKeepTheOrderWhateverTheColumnsAreCalled() throws Exception {
    // given
    file("b.csv", "file,line,bad,c0,id\n1,1,0,1,7\n");
    file("a.csv", "file,line,bad,c0,id\n9,3,1,1,8\n8,4,1,1,x\n7,5,1,1,9\n6,2,1,1,y\n");
    contract =
        quarantining(
            2,
            column("file", INTEGER),
            column("line", INTEGER),
            column("bad", INTEGER),
            column("c0", INTEGER),
            column("id", INTEGER));
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("9|3|1|1|8", "7|5|1|1|9", "1|1|0|1|7");
    assertThat(rows(quarantine()))
        .containsExactly(
            "a.csv|3|id: expected integer|8|4|1|1|x", "a.csv|5|id: expected integer|6|2|1|1|y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252"})
  void shouldReadTheEncodingOfTheContract(String encoding) throws Exception {
    // given
    file("prices.csv", "désignation;id\nChâteau;1\n".getBytes(Charset.forName(encoding)));
    format = new InputFormat.Csv(';', '"', encoding);
    contract = contract(column("désignation", VARCHAR));
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("Château");
  }

  @Test
  void shouldSkipTheByteOrderMarkOfPackedText() throws Exception {
    // given
    file("prices.csv.gz", gzip("\uFEFFid\n7\n".getBytes(StandardCharsets.UTF_8)));
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("7");
  }

  @ParameterizedTest
  @CsvSource({
    "integer, 12, 12",
    "integer, 12.0, 12",
    "integer, 12.5, ",
    "integer, 1_000, ",
    "integer, 2147483648, ",
    "integer, 1e3, ",
    "bigint, 9007199254740993, 9007199254740993",
    "double, -1.5e3, -1500.0",
    "double, inf, ",
    "double, nan, ",
    "double, 1e999, ",
    "boolean, TRUE, true",
    "boolean, 0, false",
    "boolean, yes, ",
    "date, 2020-02-29, 2020-02-29",
    "date, 2021-02-29, ",
    "date, 29/02/2020, ",
    "timestamp, 2020-01-02T03:04, 2020-01-02 03:04:00.0",
    "timestamp, 2020-01-02, 2020-01-02 00:00:00.0",
    "timestamp, 2020-01-02 03:04:05+02, "
  })
  void shouldReadTypesStrictly(String type, String text, String value) throws Exception {
    // given
    file("prices.csv", "x\n" + text + "\n");
    contract =
        contract(column("x", ColumnType.Simple.valueOf(type.toUpperCase(java.util.Locale.ROOT))));
    // when
    IngestResult result = ingest();
    // then
    if (value == null) {
      assertThat(((IngestResult.Refused) result).first20())
          .containsExactly(new Violation("prices.csv", "", 2, "x", text, type));
    } else {
      assertThat(result).isEqualTo(new IngestResult.Loaded(1, 0));
      assertThat(rows()).containsExactly(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HALF_UP, 34.299999999999997, 34.30",
    "HALF_UP, 0.005, 0.01",
    "HALF_UP, -0.005, -0.01",
    "HALF_UP, 0.0049999, 0.00",
    "HALF_UP, 1.5e1, 15.00",
    "HALF_EVEN, 0.005, 0.00",
    "HALF_EVEN, 0.015, 0.02",
    "HALF_EVEN, -0.025, -0.02",
    "HALF_EVEN, 0.02501, 0.03",
    "HALF_EVEN, .5, 0.50",
    "HALF_EVEN, 7, 7.00",
    "HALF_EVEN, -.005, 0.00",
    "HALF_EVEN, 99999999.985, 99999999.98",
    "HALF_EVEN, 123456789.005, ",
    "HALF_EVEN, 99999999.995, ",
    "NONE, 1.2, 1.20",
    "NONE, 1.2000, 1.20",
    "NONE, 1.234, ",
    "HALF_UP, 99999999.995, ",
    "HALF_UP, 12 EUR, "
  })
  void shouldRoundAsTheColumnSays(Rounding rounding, String text, String value) throws Exception {
    // given
    file("prices.csv", "x\n" + text + "\n");
    contract = contract(rounded("x", 10, 2, rounding));
    // when
    IngestResult result = ingest();
    // then
    if (value == null) {
      assertThat(result).isInstanceOf(IngestResult.Refused.class);
    } else {
      assertThat(result).isEqualTo(new IngestResult.Loaded(1, 0));
      assertThat(rows()).containsExactly(value);
    }
  }

  @Test
  void shouldReadDatesByTheirFormatAlone() throws Exception {
    // given
    file("prices.csv", "d,t\n05/02/2020,20200205 1314\n5/2/2020,\n2020-02-05,\n");
    contract =
        quarantining(9, dated("d", DATE, "dd/MM/yyyy"), dated("t", TIMESTAMP, "yyyyMMdd HHmm"));
    // when
    var loaded = loaded();
    // then
    assertThat(loaded).isEqualTo(new IngestResult.Loaded(1, 2));
    assertThat(rows()).containsExactly("2020-02-05|2020-02-05 13:14:00.0");
  }

  @Test
  void shouldNameTheFirstTwentyCells() throws Exception {
    // given
    String lines =
        IntStream.range(0, 30).mapToObj(i -> "\"a\nb\",x" + i).collect(Collectors.joining("\n"));
    file("prices.csv", "note,id\n" + lines);
    // when
    var refused = refused();
    // then
    assertThat(refused.violationCount()).isEqualTo(30);
    assertThat(refused.first20()).hasSize(20);
    assertThat(refused.first20().get(1))
        .isEqualTo(new Violation("prices.csv", "", 4, "id", "x1", "integer"));
  }

  @Test
  void shouldSetBadRowsAside() throws Exception {
    // given
    file("prices.csv", "id,note\n1,a\nx,b\n2\n3,c\n");
    contract = quarantining(2, column("id", INTEGER), required("note", VARCHAR));
    // when
    var loaded = loaded();
    // then
    assertThat(loaded).isEqualTo(new IngestResult.Loaded(2, 2));
    assertThat(rows()).containsExactly("1|a", "3|c");
    assertThat(rows(quarantine()))
        .containsExactly(
            "prices.csv|3|id: expected integer|x|b",
            "prices.csv|4|expected 2 values, found 1 values|2|-");
  }

  @Test
  void shouldRefuseMoreBadRowsThanMayBeSetAside() throws Exception {
    // given
    file("prices.csv", "id\nx\ny\n1\n");
    contract = quarantining(1, column("id", BIGINT));
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).contains("2 cells of 2 rows (of 3); at most 1 rows may be set aside.");
  }

  @Test
  void shouldTakeAnyHeading() throws Exception {
    // given
    file("prices.csv", "\"a \"\" ' ; -- \u20ac\"\n1\n");
    contract =
        contract(
            new Column(
                "v\"1",
                "a \" ' ; -- \u20ac",
                BOOLEAN,
                true,
                Rounding.NONE,
                java.util.Optional.empty()),
            new Column(
                "w",
                "a \" ' ; -- \u20ac",
                DOUBLE,
                true,
                Rounding.NONE,
                java.util.Optional.empty()));
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("true|1.0");
  }

  @Test
  void shouldReadManyRowsInOrder() throws Exception {
    // given
    var out = new ByteArrayOutputStream();
    out.writeBytes("id\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 200_000; i++) {
      out.writeBytes((i + "\n").getBytes(StandardCharsets.UTF_8));
    }
    file("prices.csv", out.toByteArray());
    // when
    loaded();
    // then
    var rows = rows();
    assertThat(rows).hasSize(200_000);
    assertThat(rows.get(123_456)).isEqualTo("123456");
  }

  @Test
  void shouldStopReadingOnceItIsInterrupted() throws Exception {
    // given
    file("prices.csv", "id\n" + "7\n".repeat(10_000) + "\"never closed");
    var looks = new AtomicInteger();
    interrupted = () -> looks.incrementAndGet() == 2;
    // when
    var failure = catchThrowable(this::ingest);
    // then
    assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining("interrupted");
    assertThat(looks).hasValue(2);
    assertThat(data()).doesNotExist();
  }

  @Test
  void shouldWorkInsideTheSandbox() throws Exception {
    // given
    file("prices.csv", "id\nx\n1\n");
    contract = quarantining(1, column("id", INTEGER));
    try (var statement = duckdb.createStatement()) {
      statement.execute(
          "SET allowed_directories = [%s]".formatted(SqlNames.text(folder.toString() + "/")));
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
    // when
    var loaded = loaded();
    // then
    assertThat(loaded).isEqualTo(new IngestResult.Loaded(1, 1));
  }

  @Test
  void shouldLeaveNothingBehindWhenWritingFails() throws Exception {
    // given
    file("prices.csv", "id\n1\n");
    contract = quarantining(1, column("id", INTEGER));
    Files.createDirectory(quarantine());
    Files.createFile(quarantine().resolve("in the way"));
    // when
    var failure = catchThrowable(this::ingest);
    // then
    assertThat(failure).isInstanceOf(SQLException.class);
    assertThat(data()).doesNotExist();
  }
}
