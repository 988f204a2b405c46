package io.sluice.work.export;

import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Export.Block;
import io.sluice.work.figure.FigureValue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.IntStream;

/** Reads a page's blocks into what its template and its script show. */
final class PageBlocks {

  /**
   * More rows than this make a page that no browser shows well; the page tells what it leaves out.
   */
  private static final int MAX_ROWS = 5_000;

  private static final int MAX_POINTS = 500;

  private static final String WORDS = "io.sluice.work.export.words";

  private final Export.Html html;
  private final ExportFacts facts;
  private final Connection duckdb;
  private final PageNumbers numbers;
  private final ResourceBundle words;
  private final PageTable tables;
  private final List<PageChart> charts = new ArrayList<>();

  PageBlocks(Export.Html html, ExportFacts facts, Connection duckdb) {
    this.html = html;
    this.facts = facts;
    this.duckdb = duckdb;
    Locale locale = Locale.forLanguageTag(html.lang());
    this.numbers = new PageNumbers(locale);
    this.words =
        ResourceBundle.getBundle(
            WORDS,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.tables = new PageTable(numbers, words);
  }

  List<Map<String, Object>> read() throws SQLException, IOException {
    List<Map<String, Object>> blocks = new ArrayList<>();
    for (Block block : html.blocks()) {
      String id = "block-" + (blocks.size() + 1);
      blocks.add(shown(id, block));
    }
    return blocks;
  }

  List<PageChart> charts() {
    return List.copyOf(charts);
  }

  String period() {
    return numbers.period(facts.period());
  }

  Map<String, String> words() {
    return Map.of("figures", words.getString("figures"), "values", words.getString("values"));
  }

  // every block names all four kinds, or the template would look for them in the page around it
  private Map<String, Object> shown(String id, Block block) throws SQLException, IOException {
    Map<String, Object> kinds = new HashMap<>();
    List.of("figures", "text", "table", "chart").forEach(kind -> kinds.put(kind, false));
    switch (block) {
      case Block.Figures(var wanted) -> kinds.put("figures", Map.of("tiles", tiles(wanted)));
      case Block.Text(var text) -> kinds.put("text", Map.of("paragraphs", paragraphs(text)));
      case Block.Table table -> kinds.put("table", table(id, table));
      case Block.Chart chart -> kinds.put("chart", chart(id, chart));
    }
    return kinds;
  }

  private List<Map<String, String>> tiles(List<String> wanted) {
    List<FigureValue> shown =
        wanted.isEmpty() ? facts.figures() : wanted.stream().map(this::figure).toList();
    return shown.stream()
        .map(
            figure ->
                Map.of(
                    "label", figure.label(),
                    "value", numbers.quantity(figure.value()),
                    "unit", PageNumbers.unit(figure.unit())))
        .toList();
  }

  private FigureValue figure(String name) {
    return facts.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ExportException(
                    "%s shows the figure %s, which the flow does not have"
                        .formatted(html.file(), name)));
  }

  private static List<String> paragraphs(String text) {
    return text.strip().lines().toList().isEmpty()
        ? List.of()
        : List.of(text.strip().split("\\R\\s*\\R"));
  }

  private Map<String, Object> table(String id, Block.Table table) throws SQLException, IOException {
    View view = View.open(duckdb, table.of());
    List<Integer> all = IntStream.range(0, view.columns().size()).boxed().toList();
    Map<String, Object> shown = tables.of(view, all, Math.min(table.limit(), MAX_ROWS));
    shown.put("id", id);
    shown.put("title", table.title());
    return shown;
  }

  private Map<String, Object> chart(String id, Block.Chart chart) throws SQLException, IOException {
    View view = View.open(duckdb, chart.of());
    int limit = Math.min(chart.limit(), MAX_POINTS);
    PageChart drawn = PageChart.of(id, chart, limit, view, numbers);
    charts.add(drawn);
    List<Integer> both =
        List.of(view.indexOf(drawn.x(), html.file()), view.indexOf(drawn.y(), html.file()));
    Map<String, Object> shown = tables.of(view, both, limit);
    shown.put("id", id);
    shown.put("title", chart.title());
    shown.put("x", drawn.x());
    shown.put("y", drawn.y());
    shown.put("height", drawn.height());
    return shown;
  }
}
