package io.sluice.work.ingest;

import io.sluice.engine.flow.InputFormat;
import java.io.IOException;
import java.io.Reader;

/**
 * Delimited text by RFC 4180, with any delimiter and quote: quotes only around whole values, a
 * quote inside doubled, line breaks inside quotes kept. Lines end with CRLF, LF or CR; blank lines
 * are passed over. Not thread-safe.
 */
final class CsvParser {
  private static final int END = -1;

  private final Reader reader;
  private final int delimiter;
  private final int quote;
  private final IngestLimits limits;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder value = new StringBuilder();
  private int position;
  private int filled;
  private long line = 1;

  CsvParser(Reader reader, InputFormat.Csv format, IngestLimits limits) {
    this.reader = reader;
    this.delimiter = format.delimiter();
    this.quote = format.quote();
    this.limits = limits;
  }

  /** The line that is being read, from 1. */
  long line() {
    return line;
  }

  /** Reads the next row; false at the end. */
  boolean next(Row row) throws IOException, RefusedFileException {
    while (peek() == '\n' || peek() == '\r') {
      endLine(read());
    }
    if (peek() == END) {
      return false;
    }
    row.start(line);
    int end;
    do {
      if (row.size() == limits.columns()) {
        throw new RefusedFileException(
            ", line %d: more than the %,d values allowed.".formatted(line, limits.columns()));
      }
      value.setLength(0);
      end = peek() == quote ? quoted() : unquoted();
      row.add(value.toString());
    } while (end == delimiter);
    endLine(end);
    return true;
  }

  private int unquoted() throws IOException, RefusedFileException {
    while (true) {
      int c = read();
      if (c == delimiter || c == '\n' || c == '\r' || c == END) {
        return c;
      }
      if (c == quote) {
        throw new RefusedFileException(
            ", line %d: a quote inside a value that is not quoted; quote the whole value and double the quote inside."
                .formatted(line));
      }
      append(c);
    }
  }

  private int quoted() throws IOException, RefusedFileException {
    long opened = line;
    read();
    while (true) {
      int c = read();
      if (c == END) {
        throw new RefusedFileException(
            ", line %d: the quote opened there is never closed; the file may be cut off."
                .formatted(opened));
      }
      if (c == quote && peek() != quote) {
        return afterQuote();
      }
      if (c == quote) {
        read();
      } else {
        countLine(c);
      }
      append(c);
    }
  }

  private int afterQuote() throws IOException, RefusedFileException {
    int c = read();
    if (c != delimiter && c != '\n' && c != '\r' && c != END) {
      throw new RefusedFileException(
          ", line %d: text after a closing quote; double a quote that belongs to the value."
              .formatted(line));
    }
    return c;
  }

  private void append(int c) throws RefusedFileException {
    if (value.length() == limits.cellChars()) {
      throw new RefusedFileException(
          ", line %d: a value of more than the %,d characters allowed."
              .formatted(line, limits.cellChars()));
    }
    value.append((char) c);
  }

  private void endLine(int c) throws IOException {
    if (c == '\r' && peek() == '\n') {
      c = read();
    }
    countLine(c);
  }

  private void countLine(int c) throws IOException {
    if (c == '\n' || c == '\r' && peek() != '\n') {
      line++;
    }
  }

  private int peek() throws IOException {
    return position < filled || fill() ? buffer[position] : END;
  }

  private int read() throws IOException {
    return position < filled || fill() ? buffer[position++] : END;
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, reader.read(buffer, 0, buffer.length));
    return filled > 0;
  }
}
