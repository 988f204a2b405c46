package io.sluice.work.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.sluice.engine.flow.InputFormat;
import io.sluice.engine.flow.InputFormat.Sheet;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/** Reads one sheet of a workbook. */
final class XlsxFile {
  private static final String PROTECTED = "EncryptedPackage";
  private static final int CHUNK_BYTES = 1 << 16;

  private final SourceFile file;
  private final InputFormat.Xlsx format;
  private final IngestLimits limits;

  XlsxFile(SourceFile file, InputFormat.Xlsx format, IngestLimits limits) {
    this.file = file;
    this.format = format;
    this.limits = limits;
  }

  void read(CellTexts texts, RowSink sink) throws RefusedFileException, IOException, SQLException {
    mustBePackage();
    try (var workbook = new Workbook(file.path(), limits)) {
      Workbook.SheetPart sheet = chosen(workbook.sheets());
      texts.date1904(workbook.date1904());
      SharedStrings strings = workbook.sharedStrings();
      try (Xml xml = workbook.open(sheet.part())) {
        read(new SheetReader(xml, strings, limits), sheet.name(), sink);
      }
    } catch (ZipException | java.io.EOFException | Xml.DamagedException | FileNotFoundException e) {
      throw new RefusedFileException(
          " is cut off or damaged. Open it, save it as .xlsx and send it again.");
    }
  }

  private void mustBePackage() throws IOException, RefusedFileException {
    FileKind kind = FileKind.of(file.path());
    if (kind == FileKind.OLE2) {
      throw new RefusedFileException(
          isProtected()
              ? " is protected by a password. Remove the password, save it and send it again."
              : " is an old workbook (.xls) whatever its name says. Save it as .xlsx and send it"
                  + " again.");
    }
    if (kind != FileKind.ZIP) {
      throw new RefusedFileException(
          " is %s, but a workbook (.xlsx) is expected.".formatted(kind.words()));
    }
  }

  /** A protected workbook is an OLE2 container with a stream of this name (MS-OFFCRYPTO 2.3.4). */
  private boolean isProtected() throws IOException {
    String name = new String(PROTECTED.getBytes(UTF_16LE), ISO_8859_1);
    try (var in = Files.newInputStream(file.path())) {
      String before = "";
      byte[] chunk = in.readNBytes(CHUNK_BYTES);
      while (chunk.length > 0) {
        String bytes = before + new String(chunk, ISO_8859_1);
        if (bytes.contains(name)) {
          return true;
        }
        before = bytes.substring(Math.max(0, bytes.length() - name.length()));
        chunk = in.readNBytes(CHUNK_BYTES);
      }
      return false;
    }
  }

  private Workbook.SheetPart chosen(List<Workbook.SheetPart> sheets) throws RefusedFileException {
    for (int i = 0; i < sheets.size(); i++) {
      boolean wanted =
          switch (format.sheet()) {
            case Sheet.Number(int number) -> number == i + 1;
            case Sheet.Named(String name) -> name.equals(sheets.get(i).name());
          };
      if (wanted) {
        return sheets.get(i);
      }
    }
    String sheet =
        switch (format.sheet()) {
          case Sheet.Number(int number) -> "number " + number;
          case Sheet.Named(String name) -> "\"" + name + "\"";
        };
    String names =
        sheets.stream().map(part -> "\"" + part.name() + "\"").collect(Collectors.joining(", "));
    throw new RefusedFileException(" has no sheet %s. Its sheets are %s.".formatted(sheet, names));
  }

  private void read(SheetReader reader, String sheet, RowSink sink)
      throws RefusedFileException, IOException, SQLException {
    String where = ", sheet \"%s\"".formatted(sheet);
    var row = new Row(limits);
    boolean found = reader.next(row);
    while (found && row.number() < format.headerRow()) {
      found = reader.next(row);
    }
    if (!found || row.number() != format.headerRow() || row.isBlank()) {
      throw new RefusedFileException(
          "%s: row %d, where the header belongs, is empty.".formatted(where, format.headerRow()));
    }
    sink.heading(where, sheet, row.headings(), false);
    while (reader.next(row)) {
      sink.row(row);
    }
  }
}
