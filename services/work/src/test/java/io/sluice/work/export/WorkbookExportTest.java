package io.sluice.work.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.flow.Export.Sheet;
import io.sluice.engine.flow.Export.Xlsx;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookExportTest {

  private static final ExportFacts FACTS = new ExportFacts("hello", "", "", "", List.of());

  @TempDir Path folder;
  SandboxedDuckDb duckdb;

  @BeforeEach
  void open() throws SQLException {
    duckdb =
        new SandboxedDuckDb(folder)
            .view(
                "vins",
                """
                SELECT 4001::BIGINT AS product_id, '=1+1' AS nom, 70568.60::DECIMAL(12,2) AS ca,
                  DATE '2026-10-31' AS jour, TIMESTAMP '2026-10-31 13:30:00' AS lu, true AS vendu,
                  0.1::DOUBLE AS z, NULL::VARCHAR AS note, 12345678901234567890::HUGEINT AS long_id
                """)
            .view("lignes", "SELECT i::INTEGER AS i, 'ligne ' || i AS t FROM range(2500) r(i)");
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void shouldKeepTypesOfValues() throws IOException {
    // given
    Path target = folder.resolve("rapport.xlsx");

    // when
    long rows = write(target, sheet("CA", "vins"), sheet("Lignes", "lignes"));

    // then
    assertThat(rows).isEqualTo(2501);
    Row row = rows(target, "CA").get(1);
    assertThat(row.getCellAsNumber(0)).contains(new BigDecimal("4001"));
    assertThat(row.getCellAsString(1)).contains("=1+1");
    assertThat(row.getCell(1).getType()).isEqualTo(CellType.STRING);
    assertThat(row.getCell(2).getRawValue()).isEqualTo("70568.60");
    assertThat(row.getCellAsDate(3)).contains(LocalDateTime.of(2026, 10, 31, 0, 0));
    assertThat(row.getCellAsDate(4)).contains(LocalDateTime.of(2026, 10, 31, 13, 30));
    assertThat(row.getCellAsBoolean(5)).contains(true);
    assertThat(row.getCellAsNumber(6)).contains(new BigDecimal("0.1"));
    assertThat(row.getOptionalCell(7).map(Cell::getText).orElse("")).isEmpty();
    assertThat(row.getCellAsString(8)).contains("12345678901234567890");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9007199254740993::DECIMAL(38,0) | STRING | 9007199254740993",
        "1234567890123456.70::DECIMAL(38,2) | STRING | 1234567890123456.70",
        "-0.1234567890123456::DECIMAL(38,20) | STRING | -0.12345678901234560000",
        "1234567890123.45::DECIMAL(38,2) | NUMBER | 1234567890123.45",
        "0.10::DECIMAL(38,20) | NUMBER | 0.10000000000000000000"
      })
  void shouldLoseNoDigitOfDecimals(String value, CellType type, String text) throws Exception {
    // given
    Path target = folder.resolve("rapport.xlsx");
    duckdb.view("sommes", "SELECT " + value + " AS total");

    // when
    write(target, sheet("S", "sommes"));

    // then
    Cell cell = rows(target, "S").get(1).getCell(0);
    assertThat(cell.getType()).isEqualTo(type);
    assertThat(cell.getText()).isEqualTo(text);
  }

  @Test
  void shouldFormatNumbersByTypeUnlessToldOtherwise() throws IOException {
    // given
    Path target = folder.resolve("rapport.xlsx");
    Sheet sheet = new Sheet("CA", "vins", Map.of("CA", "#,##0.00 €"));

    // when
    write(target, sheet);

    // then
    Row row = rows(target, "CA").get(1);
    assertThat(row.getCell(0).getDataFormatString()).isEqualTo("0");
    assertThat(row.getCell(2).getDataFormatString()).isEqualTo("#,##0.00 €");
    assertThat(row.getCell(3).getDataFormatString()).isEqualTo("yyyy-mm-dd");
  }

  @Test
  void shouldWriteAllRowsOfLargerSheetsInOrder() throws IOException {
    // given
    Path target = folder.resolve("rapport.xlsx");

    // when
    write(target, sheet("Lignes", "lignes"));

    // then
    List<Row> rows = rows(target, "Lignes");
    assertThat(rows).hasSize(2501);
    assertThat(rows.get(2500).getCellAsString(1)).contains("ligne 2499");
  }

  @Test
  void shouldWriteTheSameBytesInAnyZone() throws IOException {
    // given
    Path first = folder.resolve("first.xlsx");
    Path second = folder.resolve("second.xlsx");
    TimeZone zone = TimeZone.getDefault();
    write(first, sheet("CA", "vins"), sheet("Lignes", "lignes"));

    // when
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      write(second, sheet("CA", "vins"), sheet("Lignes", "lignes"));
    } finally {
      TimeZone.setDefault(zone);
    }

    // then
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void shouldEscapeCharactersThatXmlForbids() throws Exception {
    // given
    Path target = folder.resolve("rapport.xlsx");
    duckdb.view("etrange", "SELECT chr(1) || 'a' || chr(10) || '<b>' AS t, '  bord' AS u");

    // when
    write(target, sheet("T", "etrange"));

    // then
    Row row = rows(target, "T").get(1);
    assertThat(row.getCellAsString(0)).contains("_x0001_a\n<b>");
    assertThat(row.getCellAsString(1)).contains("  bord");
  }

  @ParameterizedTest
  @CsvSource({
    "'CA [total]', 'does not allow'",
    "'', 'is empty'",
    "'un titre de feuille beaucoup trop long', 'has 38 characters; a workbook allows 31'",
    "'''CA', 'apostrophe'",
  })
  void shouldRefuseSheetTitle(String title, String reason) {
    // given
    Path target = folder.resolve("rapport.xlsx");

    // when // then
    assertThatThrownBy(() -> write(target, sheet(title, "vins")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(title)
        .hasMessageContaining(reason);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRefuseTwoSheetsOfOneName() {
    assertThatThrownBy(
            () -> write(folder.resolve("r.xlsx"), sheet("CA", "vins"), sheet("ca", "lignes")))
        .hasMessageContaining("two sheets are called 'ca'");
  }

  @Test
  void shouldNameTheCellWhoseTextIsTooLong() throws Exception {
    // given
    duckdb.view("long", "SELECT 'a' AS t UNION ALL SELECT repeat('x', 32768)");

    // when // then
    assertThatThrownBy(() -> write(folder.resolve("r.xlsx"), sheet("Textes", "long")))
        .hasMessageContaining("sheet Textes, row 3, column t")
        .hasMessageContaining("32,767");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRefuseMoreRowsThanSheetHolds() throws Exception {
    // given
    duckdb.view("trop", "SELECT range AS i FROM range(1048576)");

    // when // then
    assertThatThrownBy(() -> write(folder.resolve("r.xlsx"), sheet("Trop", "trop")))
        .hasMessageContaining("1,048,576");
  }

  @Test
  void shouldNameTheColumnsWhenFormatNamesUnknownOne() {
    // given
    Sheet sheet = new Sheet("CA", "vins", Map.of("prix", "0.00"));

    // when // then
    assertThatThrownBy(() -> write(folder.resolve("r.xlsx"), sheet))
        .hasMessageContaining("sheet CA names the column prix, but stage vins has only product_id");
    assertThat(Files.exists(folder.resolve("r.xlsx"))).isFalse();
  }

  private long write(Path target, Sheet... sheets) throws IOException {
    return Exports.write(new Xlsx(List.of(sheets)), FACTS, duckdb.connection(), target);
  }

  private static Sheet sheet(String title, String stage) {
    return new Sheet(title, stage, Map.of());
  }

  private static List<Row> rows(Path workbook, String sheet) throws IOException {
    try (ReadableWorkbook book =
        new ReadableWorkbook(workbook.toFile(), new ReadingOptions(true, false))) {
      return book.findSheet(sheet).orElseThrow().read();
    }
  }
}
