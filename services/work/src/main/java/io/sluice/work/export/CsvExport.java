package io.sluice.work.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.engine.flow.Export;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text after RFC 4180: CRLF, quotes only where needed. NULL is nothing, an empty text is {@code
 * ""}. Values are exact; a text that a spreadsheet would take for a formula is left as it is.
 */
final class CsvExport {

  private static final String LINE_END = "\r\n";

  private final Export.Csv csv;
  private final Connection duckdb;

  CsvExport(Export.Csv csv, Connection duckdb) {
    this.csv = csv;
    this.duckdb = duckdb;
  }

  long write(Path target) throws IOException, SQLException {
    View view = View.open(duckdb, csv.stage());
    try (Writer out = Files.newBufferedWriter(target, UTF_8)) {
      List<ViewColumn> columns = view.columns();
      writeLine(out, columns.stream().map(ViewColumn::name).toArray());
      return view.readTexts((number, values) -> writeLine(out, values));
    }
  }

  private void writeLine(Writer out, @Nullable Object[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(csv.delimiter());
      }
      writeField(out, values[i], values.length == 1);
    }
    out.write(LINE_END);
  }

  private void writeField(Writer out, @Nullable Object value, boolean alone) throws IOException {
    // a line without any character would be no row to most readers
    String text = value == null ? "" : value.toString();
    if (value == null && !alone) {
      return;
    }
    if (text.isEmpty() || needsQuotes(text)) {
      out.write('"');
      out.write(text.replace("\"", "\"\""));
      out.write('"');
    } else {
      out.write(text);
    }
  }

  private boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == csv.delimiter() || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
