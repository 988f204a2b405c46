package io.sluice.work.ingest;

import static io.sluice.engine.flow.ColumnType.Simple.INTEGER;
import static io.sluice.engine.flow.ColumnType.Simple.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Contract;
import io.sluice.engine.flow.Contract.OnBadRow;
import io.sluice.engine.flow.Contract.OtherColumns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRefusalTest extends IngestFixture {

  @Test
  void shouldRefuseNoFile() throws Exception {
    assertThat(refusal()).isEqualTo("No file for the input prices: expected prices*.");
  }

  @Test
  void shouldRefuseFileThatIsGone() throws Exception {
    // given
    existing("gone.csv");
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).isEqualTo("gone.csv is not there.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "PK\3\4xx| is a zip archive or a workbook (.xlsx), but delimited text is expected.",
        "%PDF-1.4| is a PDF, but delimited text",
        "<html><body>| is a web page (HTML), but delimited text",
        "PAR1xxxx| is a Parquet file, but delimited text",
        "a\0b| is binary data, but delimited text",
        "price\\n1|: the column \"id\" is missing. The columns found are \"price\".",
        "\"Id \",x\\n"
            + "1,2|: the column \"id\" is missing (did you mean \"Id\"?). The columns found are"
            + " \"Id\", \"x\".",
        "id,x,id\\n1,2,3|: the column \"id\" stands twice, as columns 1 and 3.",
        "id\\n\"1\\n2|, line 2: the quote opened there is never closed",
        "id\\n\"1\"2\\n|, line 2: text after a closing quote",
        "id\\n1\"2\\n|, line 2: a quote inside a value that is not quoted",
        "id\\n1234567890x\\n|, line 2: a value of more than the 10 characters allowed.",
        "id,x\\n1,2\\n1234567890,1234567890,123456|, row 3: more than the 25 characters allowed.",
        "a,b,c,d,e\\n|, line 1: more than the 4 values allowed.",
        "id\\n1\\n2\\n3\\n4\\n| holds too many rows: 3 are allowed"
      })
  void shouldSayWhatIsWrong(String content, String sentence) throws Exception {
    // given
    file("prices.csv", content.replace("\\n", "\n"));
    limits = new IngestLimits(1_000, 200, 3, 4, 10, 25, 2, 1_000);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).startsWith("prices.csv" + sentence);
  }

  @Test
  void shouldRefuseColumnsBesidesTheContract() throws Exception {
    // given
    file("prices.csv", "id,extra\n1,2\n");
    contract = new Contract(List.of(column("id", INTEGER)), OtherColumns.FAIL, OnBadRow.FAIL, 0);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).startsWith("prices.csv: the column \"extra\" is not in the contract.");
  }

  @Test
  void shouldRefuseAnotherEncoding() throws Exception {
    // given
    file("a.csv", "id,é\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    file("b.csv", "\uFEFFid\n1\n".getBytes(StandardCharsets.UTF_16LE));
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .contains("a.csv holds bytes that are not UTF-8")
        .contains(
            "b.csv starts with the byte order mark of UTF-16LE, but the contract says UTF-8.");
  }

  @Test
  void shouldRefuseDamagedPacking() throws Exception {
    // given
    byte[] whole = gzip("id\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8));
    file("a.csv.gz", Arrays.copyOf(whole, whole.length - 9));
    file("b.csv.gz", "id\n1\n");
    file("c.csv", whole);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .contains("a.csv.gz is cut off or damaged")
        .contains("b.csv.gz is not gzip-packed")
        .contains("c.csv is gzip-packed, but its name does not end with .gz");
  }

  @Test
  void shouldStopPackedBomb() throws Exception {
    // given
    file(
        "prices.csv.gz",
        gzip(("id,n\n" + "1,\n".repeat(7 << 20)).getBytes(StandardCharsets.UTF_8)));
    contract = contract(column("id", VARCHAR));
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).contains("unpacks to more than 200 times its size");
  }
}
