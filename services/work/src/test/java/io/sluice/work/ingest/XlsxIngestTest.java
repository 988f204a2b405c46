package io.sluice.work.ingest;

import static io.sluice.engine.flow.ColumnType.Simple.BIGINT;
import static io.sluice.engine.flow.ColumnType.Simple.BOOLEAN;
import static io.sluice.engine.flow.ColumnType.Simple.DATE;
import static io.sluice.engine.flow.ColumnType.Simple.DOUBLE;
import static io.sluice.engine.flow.ColumnType.Simple.TIMESTAMP;
import static io.sluice.engine.flow.ColumnType.Simple.VARCHAR;
import static io.sluice.work.ingest.HandmadeWorkbook.cell;
import static io.sluice.work.ingest.HandmadeWorkbook.number;
import static io.sluice.work.ingest.HandmadeWorkbook.row;
import static io.sluice.work.ingest.HandmadeWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Column.Rounding;
import io.sluice.engine.flow.InputFormat;
import java.io.ByteArrayOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XlsxIngestTest extends IngestFixture {

  @BeforeEach
  void readWorkbooks() {
    format = XLSX;
  }

  @Test
  void shouldReadWhatAnotherProgramWrote() throws Exception {
    // given
    var out = new ByteArrayOutputStream();
    try (var workbook = new Workbook(out, "Test", "1.0")) {
      var sheet = workbook.newWorksheet("Prices");
      sheet.value(0, 0, "sku");
      sheet.value(0, 1, " price ");
      sheet.value(1, 0, 16004);
      sheet.value(1, 1, 34.299999999999997);
      sheet.value(3, 0, "13127-1");
      sheet.value(3, 1, 5.005);
    }
    file("prices.xlsx", out.toByteArray());
    contract = contract(column("sku", VARCHAR), rounded("price", 10, 2, Rounding.HALF_UP));
    // when
    var loaded = loaded();
    // then
    assertThat(loaded).isEqualTo(new IngestResult.Loaded(2, 0));
    assertThat(rows()).containsExactly("16004|34.30", "13127-1|5.01");
  }

  @Test
  void shouldReadEachKindOfCell() throws Exception {
    // given
    file(
        "prices.xlsx",
        new HandmadeWorkbook()
            .sharedText("id")
            .sharedText("Ch&#226;teau &lt;b&gt;x&lt;/b&gt;_x000D_\nline")
            .sheet(
                "A",
                row(
                    1,
                    cell("A1", "s", "0"),
                    text("B1", "flag"),
                    text("C1", "note"),
                    text("D1", "z")),
                row(2, number("A2", "16004.0"), cell("B2", "b", "1"), cell("C2", "s", "1")),
                row(
                    3,
                    text("A3", "17"),
                    number("B3", "0"),
                    number("C3", "1E3"),
                    number("D3", "1.5E-3")),
                row(4, number("D4", "0")),
                row(5),
                row(9, cell("A9", "str", "42")))
            .bytes());
    contract =
        contract(
            column("id", BIGINT),
            column("flag", BOOLEAN),
            column("note", VARCHAR),
            column("z", DOUBLE));
    // when
    loaded();
    // then
    assertThat(rows())
        .containsExactly(
            "16004|true|Château <b>x</b>\r\nline|-",
            "17|false|1000|0.0015",
            "-|-|-|0.0",
            "42|-|-|-");
  }

  @Test
  void shouldCountDaysFrom1900And1904() throws Exception {
    // given
    String heading = row(1, text("A1", "day"), text("B1", "moment"));
    String moment = row(2, number("A2", "43138"), number("B2", "43138.520833333336"));
    file(
        "a.xlsx",
        new HandmadeWorkbook().sheet("A", heading, moment, row(3, number("A3", "59"))).bytes());
    file("b.xlsx", new HandmadeWorkbook().since1904().sheet("A", heading, moment).bytes());
    contract = contract(column("day", DATE), column("moment", TIMESTAMP));
    // when
    loaded();
    // then
    assertThat(rows())
        .containsExactly(
            "2018-02-07|2018-02-07 12:30:00.0", "1900-02-28|-", "2022-02-08|2022-02-08 12:30:00.0");
  }

  @Test
  void shouldReadTheSheetOfThatName() throws Exception {
    // given
    file(
        "prices.xlsx",
        new HandmadeWorkbook()
            .sheet("Notes", row(1, text("A1", "x")))
            .sheet("Prices", row(3, text("A3", "id")), row(4, number("A4", "1")))
            .bytes());
    format = new InputFormat.Xlsx(new InputFormat.Sheet.Named("Prices"), 3);
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("1");
  }

  @Test
  void shouldTakeNoFormulaThatWasSavedWithoutItsValue() throws Exception {
    // given
    file(
        "prices.xlsx",
        new HandmadeWorkbook()
            .sheet(
                "A",
                row(1, text("A1", "id"), text("B1", "twice"), text("C1", "note")),
                row(
                    2,
                    number("A2", "2"),
                    "<c r=\"B2\"><f>A2*2</f><v></v></c>",
                    "<c r=\"C2\" t=\"str\"><f>T(A2)</f><v></v></c>"),
                row(3, "<c r=\"B3\"><f>A3*2</f></c>"),
                row(4, number("A4", "4"), "<c r=\"B4\"><f>A4*2</f><v>8</v></c>"))
            .bytes());
    contract = contract(column("id", BIGINT), column("twice", BIGINT), column("note", VARCHAR));
    // when
    var refused = refused();
    // then
    String found = "a formula without its value: open the workbook and save it";
    assertThat(refused.first20())
        .containsExactly(
            new Violation("prices.xlsx", "A", 2, "twice", found, "bigint"),
            new Violation("prices.xlsx", "A", 3, "twice", found, "bigint"));
  }

  @Test
  void shouldNameTheCellsThatBreakTheContract() throws Exception {
    // given
    file(
        "prices.xlsx",
        new HandmadeWorkbook()
            .sheet(
                "Sheet A",
                row(
                    1,
                    text("A1", "id"),
                    text("B1", "price"),
                    text("C1", "note"),
                    text("D1", "day")),
                row(2, number("A2", "1"), text("B2", "12 EUR"), text("C2", "ok")),
                row(7, number("B7", "1.234"), cell("C7", "e", "#N/A"), number("D7", "60")))
            .bytes());
    contract =
        contract(
            required("id", BIGINT),
            rounded("price", 10, 2, Rounding.NONE),
            column("note", VARCHAR),
            column("day", DATE));
    // when
    var refused = refused();
    // then
    String exact = "decimal(10,2) without further digits";
    assertThat(refused.first20())
        .containsExactly(
            new Violation("prices.xlsx", "Sheet A", 2, "price", "12 EUR", exact),
            new Violation("prices.xlsx", "Sheet A", 7, "id", "", "bigint, not empty"),
            new Violation("prices.xlsx", "Sheet A", 7, "price", "1.234", exact),
            new Violation("prices.xlsx", "Sheet A", 7, "note", "#N/A", "varchar"),
            new Violation("prices.xlsx", "Sheet A", 7, "day", "60", "date"));
    assertThat(refused.violationCount()).isEqualTo(5);
    assertThat(refused.summary())
        .contains("breaks its contract in 5 cells of 2 rows (of 2)")
        .contains(
            "prices.xlsx, sheet \"Sheet A\", row 2, column \"price\": expected "
                + exact
                + ", found \"12 EUR\"");
  }
}
