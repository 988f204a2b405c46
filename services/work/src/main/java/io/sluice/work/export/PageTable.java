package io.sluice.work.export;

import java.io.IOException;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The first rows of a view, as the page's template wants them. */
final class PageTable {

  private static final int LONG_TEXT = 30;

  private final PageNumbers numbers;
  private final ResourceBundle words;

  PageTable(PageNumbers numbers, ResourceBundle words) {
    this.numbers = numbers;
    this.words = words;
  }

  /** The values behind {@code columns}, {@code rows} and {@code note}. */
  Map<String, Object> of(View view, List<Integer> shown, int limit)
      throws SQLException, IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    long count = view.count();
    view.readValues(
        limit, (number, values) -> rows.add(Map.of("cells", cells(view, shown, values))));
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("columns", shown.stream().map(i -> head(view.columns().get(i))).toList());
    table.put("rows", rows);
    table.put("note", count > rows.size() ? note(rows.size(), count) : "");
    return table;
  }

  private static Map<String, String> head(ViewColumn column) {
    return Map.of("name", column.name(), "style", style(column, ""));
  }

  private List<Map<String, String>> cells(
      View view, List<Integer> shown, @Nullable Object[] values) {
    return shown.stream().map(i -> cell(view.columns().get(i), numbers.cell(values[i]))).toList();
  }

  private static Map<String, String> cell(ViewColumn column, String text) {
    return Map.of("value", text, "style", style(column, text));
  }

  private static String style(ViewColumn column, String text) {
    return switch (column.kind()) {
      case INTEGER, DECIMAL, DOUBLE -> "number";
      case DATE, TIMESTAMP, BOOLEAN -> "whole";
      case TEXT -> text.length() > LONG_TEXT ? "long" : "";
    };
  }

  private String note(long shown, long count) {
    return MessageFormat.format(
        words.getString("first"), Long.toString(shown), Long.toString(count));
  }
}
