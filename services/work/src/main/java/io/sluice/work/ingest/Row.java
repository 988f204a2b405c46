package io.sluice.work.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in a file, reused from row to row. Not thread-safe.
 *
 * <p>An empty cell is null.
 */
final class Row {

  /** How a cell's text is to be understood. */
  enum Kind {
    TEXT,
    /** A workbook's number: a double in decimal digits. */
    NUMBER,
    /** A workbook's error, {@code #N/A}. */
    ERROR
  }

  private final int mostChars;
  private long number;
  private int size;
  private int chars;
  private @Nullable String[] texts = new String[32];
  private Kind[] kinds = new Kind[32];

  Row(IngestLimits limits) {
    this.mostChars = limits.rowChars();
  }

  void start(long number) {
    this.number = number;
    chars = 0;
    Arrays.fill(texts, 0, size, null);
    size = 0;
  }

  void add(String text) throws RefusedFileException {
    set(size, text, Kind.TEXT);
  }

  void set(int column, String text, Kind kind) throws RefusedFileException {
    count(text.length());
    if (column >= texts.length) {
      int length = Math.max(column + 1, texts.length * 2);
      texts = Arrays.copyOf(texts, length);
      kinds = Arrays.copyOf(kinds, length);
    }
    texts[column] = text.isEmpty() ? null : text;
    kinds[column] = kind;
    size = Math.max(size, column + 1);
  }

  private void count(int more) throws RefusedFileException {
    if (more > mostChars - chars) {
      throw new RefusedFileException(
          ", row %d: more than the %,d characters allowed.".formatted(number, mostChars));
    }
    chars += more;
  }

  long number() {
    return number;
  }

  int size() {
    return size;
  }

  @Nullable String text(int column) {
    return column < size ? texts[column] : null;
  }

  Kind kind(int column) {
    return kinds[column];
  }

  boolean isBlank() {
    for (int i = 0; i < size; i++) {
      if (texts[i] != null) {
        return false;
      }
    }
    return true;
  }

  /** The cells as headings: trimmed, empty text for an empty cell. */
  List<String> headings() {
    var headings = new ArrayList<String>(size);
    for (int i = 0; i < size; i++) {
      String text = texts[i];
      headings.add(text == null ? "" : text.strip());
    }
    return headings;
  }
}
