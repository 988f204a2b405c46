package io.sluice.work.export;

import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Export.Sheet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.dhatim.fastexcel.Workbook;

/** Writes a workbook, sheet by sheet, holding at most a block of rows in memory. */
final class WorkbookExport {

  private final Export.Xlsx xlsx;
  private final Connection duckdb;

  WorkbookExport(Export.Xlsx xlsx, Connection duckdb) {
    this.xlsx = xlsx;
    this.duckdb = duckdb;
  }

  long write(Path target) throws IOException, SQLException {
    SheetRules.requireTitles(xlsx.sheets());
    Path raw = target.resolveSibling(target.getFileName() + ".raw");
    try {
      long rows = writeRaw(raw);
      WorkbookBytes.settle(raw, target);
      return rows;
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private long writeRaw(Path raw) throws IOException, SQLException {
    long rows = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(raw));
        Workbook workbook = new Workbook(out, "Sluice", "1.0")) {
      for (Sheet sheet : xlsx.sheets()) {
        rows += new SheetWriter(sheet, View.open(duckdb, sheet.stage())).write(workbook);
      }
    }
    return rows;
  }
}
