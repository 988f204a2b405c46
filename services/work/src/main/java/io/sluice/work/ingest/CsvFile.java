package io.sluice.work.ingest;

import io.sluice.engine.flow.InputFormat;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads delimited text, packed or not, in the encoding that the contract names. */
final class CsvFile {
  private static final int MARK_BYTES = 1024;

  private final SourceFile file;
  private final InputFormat.Csv format;
  private final IngestLimits limits;

  CsvFile(SourceFile file, InputFormat.Csv format, IngestLimits limits) {
    this.file = file;
    this.format = format;
    this.limits = limits;
  }

  void read(RowSink sink) throws RefusedFileException, IOException, SQLException {
    try (InputStream in = open()) {
      var text = new BufferedInputStream(in, 1 << 16);
      mustBeText(text);
      parse(new CsvParser(decoded(text), format, limits), sink);
    } catch (EOFException | ZipException e) {
      throw new RefusedFileException(
          " is cut off or damaged: its gzip packing does not end well. Send it again.");
    }
  }

  private InputStream open() throws IOException, RefusedFileException {
    boolean packed = FileKind.of(file.path()) == FileKind.GZIP;
    boolean named = file.name().toLowerCase(Locale.ROOT).endsWith(".gz");
    if (packed != named) {
      throw new RefusedFileException(
          (packed
              ? " is gzip-packed, but its name does not end with .gz. Rename or unpack it."
              : " is not gzip-packed, though its name says so. Rename it or pack it."));
    }
    InputStream in = Files.newInputStream(file.path());
    if (!packed) {
      return new BoundedInput(in, Long.MAX_VALUE, limits);
    }
    try {
      return new BoundedInput(new GZIPInputStream(in, 1 << 16), Files.size(file.path()), limits);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private void mustBeText(BufferedInputStream in) throws IOException, RefusedFileException {
    in.mark(MARK_BYTES);
    byte[] head = in.readNBytes(MARK_BYTES);
    in.reset();
    if (head.length == 0) {
      throw new RefusedFileException(" is empty.");
    }
    FileKind kind = FileKind.of(head);
    boolean wide = charset().name().startsWith("UTF-16") || charset().name().startsWith("UTF-32");
    if (kind != FileKind.TEXT && kind != FileKind.XML && !(wide && kind == FileKind.BINARY)) {
      throw new RefusedFileException(
          " is %s, but delimited text is expected. Export it as CSV.".formatted(kind.words()));
    }
  }

  private Reader decoded(BufferedInputStream in) throws IOException, RefusedFileException {
    in.mark(4);
    byte[] head = in.readNBytes(3);
    in.reset();
    Charset marked = marked(head);
    if (marked == null) {
      return new InputStreamReader(in, charset().newDecoder());
    }
    if (!charset().equals(marked) && !charset().equals(StandardCharsets.UTF_16)) {
      throw new RefusedFileException(
          " starts with the byte order mark of %s, but the contract says %s."
              .formatted(marked, charset()));
    }
    in.skipNBytes(marked.equals(StandardCharsets.UTF_8) ? 3 : 2);
    return new InputStreamReader(in, marked.newDecoder());
  }

  private static @Nullable Charset marked(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ef\u00bb\u00bf")) {
      return StandardCharsets.UTF_8;
    }
    if (start.startsWith("\u00ff\u00fe")) {
      return StandardCharsets.UTF_16LE;
    }
    return start.startsWith("\u00fe\u00ff") ? StandardCharsets.UTF_16BE : null;
  }

  private Charset charset() {
    return Charset.forName(format.encoding());
  }

  private void parse(CsvParser parser, RowSink sink)
      throws IOException, RefusedFileException, SQLException {
    var row = new Row(limits);
    if (!next(parser, row)) {
      throw new RefusedFileException(" holds no header line.");
    }
    sink.heading("", "", row.headings(), true);
    while (next(parser, row)) {
      sink.row(row);
    }
  }

  private boolean next(CsvParser parser, Row row) throws IOException, RefusedFileException {
    try {
      return parser.next(row);
    } catch (CharacterCodingException e) {
      throw new RefusedFileException(
          " holds bytes that are not %s, after line %d. Save it as %s, or say its encoding in the contract."
              .formatted(charset(), parser.line(), charset()));
    }
  }
}
