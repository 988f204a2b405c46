package io.sluice.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells with spaces, each line indented by two. Not thread-safe. */
final class Columns {

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * @param right for each column, whether its cells stand to the right
   */
  Columns(boolean... right) {
    this.right = right.clone();
  }

  /** A text that came from elsewhere, on one line and without what a terminal would obey. */
  static String cell(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  Columns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  List<String> lines() {
    int[] widths = new int[right.length];
    rows.forEach(row -> widen(widths, row));
    return rows.stream().map(row -> line(widths, row)).toList();
  }

  private static void widen(int[] widths, List<String> row) {
    for (int i = 0; i < row.size(); i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private String line(int[] widths, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String gap = " ".repeat(widths[i] - row.get(i).length());
      line.append("  ").append(right[i] ? gap + row.get(i) : row.get(i) + gap);
    }
    return line.toString().stripTrailing();
  }
}
