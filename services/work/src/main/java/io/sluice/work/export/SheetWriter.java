package io.sluice.work.export;

import io.sluice.engine.flow.Export.Sheet;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes one stage's data as a sheet with a frozen, filterable header. */
final class SheetWriter {

  private static final int BLOCK_ROWS = 1_000;
  private static final LocalDate FIRST_DATE = LocalDate.of(1900, 3, 1);

  private final Sheet sheet;
  private final View view;
  private final List<ViewColumn> columns;
  private final List<Optional<String>> formats;
  private final ColumnWidths widths;

  SheetWriter(Sheet sheet, View view) {
    this.sheet = sheet;
    this.view = view;
    this.columns = view.columns();
    sheet.formats().keySet().forEach(name -> view.indexOf(name, "sheet " + sheet.title()));
    this.formats = columns.stream().map(column -> NumberFormats.of(sheet, column)).toList();
    this.widths = new ColumnWidths(columns);
  }

  long write(Workbook workbook) throws SQLException, IOException {
    long rows = view.count();
    SheetRules.requireRoom(sheet.title(), rows, columns.size());
    Worksheet worksheet = workbook.newWorksheet(sheet.title());
    layOut(worksheet, rows);
    view.readValues(rows, (number, values) -> writeRow(worksheet, number, values));
    if (rows < BLOCK_ROWS) {
      widths.applyTo(worksheet);
    }
    worksheet.finish();
    return rows;
  }

  private void layOut(Worksheet worksheet, long rows) {
    worksheet.freezePane(0, 1);
    worksheet.setAutoFilter(0, 0, (int) rows, columns.size() - 1);
    worksheet.repeatRows(0);
    worksheet.paperSize(PaperSize.A4_PAPER);
    worksheet.pageOrientation("landscape");
    worksheet.setFitToPage(true);
    worksheet.fitToWidth((short) 1);
    worksheet.fitToHeight((short) 0);
    worksheet.footer("&P / &N", Position.RIGHT);
    for (int i = 0; i < columns.size(); i++) {
      writeHeader(worksheet, i, columns.get(i));
    }
  }

  private void writeHeader(Worksheet worksheet, int i, ViewColumn column) {
    writeText(worksheet, 0, i, column.name());
    boolean number = column.kind().isNumber();
    worksheet
        .style(0, i)
        .bold()
        .fillColor("FFE8EDF3")
        .borderStyle(BorderSide.BOTTOM, BorderStyle.THIN)
        .horizontalAlignment(number ? "right" : "left")
        .indent(number ? 0 : 1)
        .set();
  }

  private void writeRow(Worksheet worksheet, long number, @Nullable Object[] values)
      throws IOException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        writeCell(worksheet, (int) number, i, value);
      }
    }
    if (number <= BLOCK_ROWS) {
      widths.see(values);
    }
    if (number % BLOCK_ROWS == 0) {
      // widths stand before the rows in the file, so they are settled with the first block
      if (number == BLOCK_ROWS) {
        widths.applyTo(worksheet);
      }
      worksheet.flush();
    }
  }

  private void writeCell(Worksheet worksheet, int row, int i, Object value) {
    switch (value) {
      case BigInteger whole when hasTooManyDigits(whole) ->
          writeText(worksheet, row, i, whole.toString());
      case BigDecimal exact when hasTooManyDigits(exact) ->
          writeText(worksheet, row, i, exact.toPlainString());
      case Double real when !Double.isFinite(real) -> writeText(worksheet, row, i, real.toString());
      case Float real -> worksheet.value(row, i, Double.valueOf(real.toString()));
      case Number number -> worksheet.value(row, i, number);
      case Boolean truth -> worksheet.value(row, i, truth);
      case LocalDate date when !date.isBefore(FIRST_DATE) -> worksheet.value(row, i, date);
      case LocalDateTime time when !time.toLocalDate().isBefore(FIRST_DATE) ->
          worksheet.value(row, i, time);
      default -> writeText(worksheet, row, i, value.toString());
    }
    format(worksheet, row, i);
  }

  private void format(Worksheet worksheet, int row, int i) {
    StyleSetter style = worksheet.style(row, i);
    formats.get(i).ifPresent(style::format);
    if (!columns.get(i).kind().isNumber()) {
      // an indent keeps text apart from the number on its left
      style.horizontalAlignment("left").indent(1);
    }
    style.set();
  }

  private void writeText(Worksheet worksheet, int row, int i, String text) {
    SheetRules.requireFits(sheet.title(), row + 1L, columns.get(i).name(), text);
    worksheet.value(row, i, CellText.of(text));
  }

  private static boolean hasTooManyDigits(BigInteger whole) {
    return whole.abs().toString().length() > SheetRules.EXACT_DIGITS;
  }

  private static boolean hasTooManyDigits(BigDecimal exact) {
    return exact.stripTrailingZeros().precision() > SheetRules.EXACT_DIGITS;
  }
}
