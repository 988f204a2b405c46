package io.sluice.work.export;

import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Column widths, in characters, that fit the header and the rows seen, within bounds. */
final class ColumnWidths {

  private static final int MIN = 8;
  private static final int MAX = 60;
  private static final int PADDING = 3;
  private static final int FILTER_BUTTON = 3;

  private final List<ViewColumn> columns;
  private final int[] widths;

  ColumnWidths(List<ViewColumn> columns) {
    this.columns = columns;
    this.widths = columns.stream().mapToInt(c -> c.name().length() + FILTER_BUTTON).toArray();
  }

  void see(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        widths[i] = Math.max(widths[i], width(columns.get(i), value));
      }
    }
  }

  void applyTo(Worksheet worksheet) {
    for (int i = 0; i < widths.length; i++) {
      worksheet.width(i, Math.clamp(widths[i] + PADDING, MIN, MAX));
    }
  }

  private static int width(ViewColumn column, Object value) {
    return switch (column.kind()) {
      case DECIMAL -> value.toString().length() * 4 / 3;
      case DOUBLE -> Math.min(value.toString().length(), 12);
      case DATE -> 10;
      case TIMESTAMP -> 19;
      case INTEGER, BOOLEAN -> value.toString().length();
      case TEXT -> value.toString().lines().mapToInt(String::length).max().orElse(0);
    };
  }
}
