package io.sluice.work.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is by its first bytes, whatever its name says. */
enum FileKind {
  ZIP("a zip archive or a workbook (.xlsx)"),
  OLE2("an old workbook (.xls) or a protected one"),
  GZIP("gzip-packed"),
  PARQUET("a Parquet file"),
  PDF("a PDF"),
  HTML("a web page (HTML)"),
  XML("an XML document"),
  BINARY("binary data"),
  TEXT("plain text");

  private static final int HEAD_BYTES = 1024;

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** As it stands after "is". */
  String words() {
    return words;
  }

  static FileKind of(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD_BYTES));
    }
  }

  static FileKind of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
      return ZIP;
    }
    if (text.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      return OLE2;
    }
    if (text.startsWith("\u001f\u008b")) {
      return GZIP;
    }
    if (text.startsWith("PAR1")) {
      return PARQUET;
    }
    return text.startsWith("%PDF") ? PDF : ofText(text);
  }

  private static FileKind ofText(String text) {
    String start = text.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || start.startsWith("<table")) {
      return HTML;
    }
    if (start.startsWith("<?xml")) {
      return XML;
    }
    boolean wide = text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff");
    return !wide && text.indexOf('\0') >= 0 ? BINARY : TEXT;
  }
}
