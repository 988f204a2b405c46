package io.sluice.work.export;

import io.sluice.engine.flow.Export.Block.Chart;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chart's data as the page's script wants it.
 *
 * @param texts the values as the page writes them
 * @param lying whether bars lie on their side, which leaves room for long labels
 */
record PageChart(
    String id,
    String kind,
    String x,
    String y,
    List<String> labels,
    List<@Nullable Number> values,
    List<String> texts,
    boolean lying) {

  private static final int LONG_LABEL = 12;
  private static final int HEIGHT = 320;
  private static final int HEIGHT_OF_BAR = 28;
  private static final int HEIGHT_OF_AXIS = 70;

  static PageChart of(String id, Chart chart, int limit, View view, PageNumbers numbers)
      throws SQLException, IOException {
    int x = view.indexOf(chart.x(), "the chart '%s'".formatted(chart.title()));
    int y = view.indexOf(chart.y(), "the chart '%s'".formatted(chart.title()));
    requireNumber(chart, view.columns().get(y));
    List<String> labels = new ArrayList<>();
    List<@Nullable Number> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    view.readValues(
        limit,
        (number, row) -> {
          labels.add(numbers.cell(row[x]));
          values.add(drawable(row[y]));
          texts.add(numbers.cell(row[y]));
        });
    boolean lying =
        chart.kind() == Chart.Kind.BAR && labels.stream().anyMatch(l -> l.length() > LONG_LABEL);
    String kind = chart.kind().name().toLowerCase(Locale.ROOT);
    return new PageChart(
        id,
        kind,
        view.columns().get(x).name(),
        view.columns().get(y).name(),
        labels,
        values,
        texts,
        lying);
  }

  private static void requireNumber(Chart chart, ViewColumn column) {
    if (!column.kind().isNumber()) {
      throw new ExportException(
          "the chart '%s' draws the column %s of stage %s, which is %s and not a number"
              .formatted(chart.title(), column.name(), chart.of(), column.type()));
    }
  }

  private static @Nullable Number drawable(@Nullable Object value) {
    return switch (value) {
      case Double real when !Double.isFinite(real) -> null;
      case Float real when !Float.isFinite(real) -> null;
      case Number number -> number;
      case null, default -> null;
    };
  }

  /** The height of the plot in CSS pixels. */
  int height() {
    return lying ? Math.max(200, labels.size() * HEIGHT_OF_BAR + HEIGHT_OF_AXIS) : HEIGHT;
  }
}
