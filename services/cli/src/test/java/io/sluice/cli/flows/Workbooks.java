package io.sluice.cli.flows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads and writes a workbook's first sheet as rows of text, numbers and "" for nothing. */
final class Workbooks {

  private Workbooks() {}

  static List<List<Object>> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        ReadableWorkbook workbook = new ReadableWorkbook(in)) {
      return workbook.getFirstSheet().read().stream().map(Workbooks::values).toList();
    }
  }

  static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int column = 0; column < row.getCellCount(); column++) {
      values.add(row.getOptionalCell(column).map(Workbooks::value).orElse(""));
    }
    return values;
  }

  private static Object value(Cell cell) {
    if (cell.getType() == CellType.NUMBER) {
      return cell.asNumber();
    }
    return cell.getType() == CellType.EMPTY ? "" : cell.getText();
  }

  static void write(Path file, List<List<Object>> rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Feuil1");
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          write(sheet, row, column, rows.get(row).get(column));
        }
      }
    }
  }

  private static void write(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (!value.equals("")) {
      sheet.value(row, column, value.toString());
    }
  }
}
