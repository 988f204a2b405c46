package io.sluice.testkit.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a workbook of one sheet whose bytes depend on its cells alone, not on the clock. */
final class RepeatableWorkbook {

  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final String CREATED = "2026-01-01T00:00:00Z";

  private RepeatableWorkbook() {}

  static byte[] of(List<List<Cell>> rows) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "Sluice", "01.0000")) {
      var sheet = workbook.newWorksheet("Sheet1");
      for (int row = 0; row < rows.size(); row++) {
        write(sheet, row, rows.get(row));
      }
    }
    return withoutClock(bytes.toByteArray());
  }

  private static void write(Worksheet sheet, int row, List<Cell> cells) {
    for (int column = 0; column < cells.size(); column++) {
      switch (cells.get(column)) {
        case Cell.Empty() -> {}
        case Cell.Text(var text) -> sheet.value(row, column, text);
        case Cell.Number(var number) -> sheet.value(row, column, number);
        case Cell.Instant instant -> {
          sheet.value(row, column, instant.serial());
          sheet.style(row, column).format(Cell.DATE_FORMAT).set();
        }
      }
    }
  }

  /** Goes by the archive's directory: its entries' own headers do not tell their true sizes. */
  private static byte[] withoutClock(byte[] workbook) throws IOException {
    var file = Files.createTempFile("workbook", ".xlsx");
    var bytes = new ByteArrayOutputStream();
    try {
      Files.write(file, workbook);
      copy(file, bytes);
    } finally {
      Files.delete(file);
    }
    return bytes.toByteArray();
  }

  private static void copy(Path workbook, OutputStream target) throws IOException {
    try (var in = new ZipFile(workbook.toFile());
        var out = new ZipOutputStream(target)) {
      for (var entry : Collections.list(in.entries())) {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(ENTRY_TIME);
        out.putNextEntry(copy);
        out.write(content(entry, in.getInputStream(entry).readAllBytes()));
        out.closeEntry();
      }
    }
  }

  private static byte[] content(ZipEntry entry, byte[] content) {
    if (!entry.getName().equals("docProps/core.xml")) {
      return content;
    }
    return new String(content, StandardCharsets.UTF_8)
        .replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1" + CREATED)
        .getBytes(StandardCharsets.UTF_8);
  }
}
