package io.sluice.work.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import io.sluice.engine.flow.Export;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a report page that holds all it needs: its policy forbids the browser to load anything,
 * and to run any script but the page's own.
 */
final class PageExport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Export.Html html;
  private final ExportFacts facts;
  private final Connection duckdb;

  PageExport(Export.Html html, ExportFacts facts, Connection duckdb) {
    this.html = html;
    this.facts = facts;
    this.duckdb = duckdb;
  }

  void write(Path target) throws IOException, SQLException {
    PageBlocks blocks = new PageBlocks(html, facts, duckdb);
    Map<String, Object> page = page(blocks.read(), blocks);
    try (Writer out = Files.newBufferedWriter(target, UTF_8)) {
      Mustache.compiler()
          .escapeHTML(true)
          .emptyStringIsFalse(true)
          .withLoader(name -> new StringReader(PageResources.text(name + ".html")))
          .compile(PageResources.text("page.html"))
          .execute(page, out);
    }
  }

  private Map<String, Object> page(List<Map<String, Object>> content, PageBlocks blocks)
      throws JsonProcessingException {
    String library = PageResources.chartLibrary();
    String script = PageResources.text("page.js");
    Map<String, Object> page = new HashMap<>();
    page.put("lang", html.lang());
    page.put("title", html.title());
    page.put("flow", facts.flow());
    page.put("description", facts.description());
    page.put("slice", facts.slice());
    page.put("period", blocks.period());
    page.put("words", blocks.words());
    page.put("blocks", content);
    page.put("style", PageResources.text("page.css"));
    page.put("hasCharts", !blocks.charts().isEmpty());
    page.put("charts", json(blocks.charts()));
    page.put("library", library);
    page.put("script", script);
    page.put(
        "scriptSources",
        PageResources.policySource(library) + " " + PageResources.policySource(script));
    return page;
  }

  /** JSON that cannot end the script element it stands in. */
  private static String json(List<PageChart> charts) throws JsonProcessingException {
    return JSON.writeValueAsString(charts).replace("<", "\\u003c");
  }
}
