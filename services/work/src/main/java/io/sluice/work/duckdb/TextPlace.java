package io.sluice.work.duckdb;

import io.sluice.engine.flow.SqlProblem;
import java.nio.charset.StandardCharsets;

/** A place in a text, both from 1; 0 when unknown. */
record TextPlace(int line, int column) {

  private static final TextPlace UNKNOWN = new TextPlace(0, 0);

  /** The place of an offset in UTF-8 bytes. */
  static TextPlace of(byte[] text, long offset) {
    if (offset < 0 || offset > text.length) {
      return UNKNOWN;
    }
    String before = new String(text, 0, (int) offset, StandardCharsets.UTF_8);
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new TextPlace(line, before.length() - lineStart + 1);
  }

  SqlProblem problem(String message, SqlProblem.Kind kind) {
    return new SqlProblem(message, line, column, kind);
  }
}
