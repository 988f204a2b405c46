package io.sluice.work.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.flow.Export.Block;
import io.sluice.engine.flow.Export.Block.Chart.Kind;
import io.sluice.engine.flow.Export.Html;
import io.sluice.work.figure.FigureValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageExportTest {

  private static final String HOSTILE = "</script><script>alert(1)</script><img src=x>";

  private static final ExportFacts FACTS =
      new ExportFacts(
          "bottleneck",
          "CA & listes",
          "",
          "2026-10",
          List.of(
              new FigureValue("ca_total", "CA total", new BigDecimal("70568.60"), "EUR"),
              new FigureValue("sales", "Ventes", new BigDecimal("714"), "")));

  @TempDir Path folder;
  SandboxedDuckDb duckdb;

  @BeforeEach
  void open() throws SQLException {
    duckdb =
        new SandboxedDuckDb(folder)
            .view(
                "vins",
                "SELECT 4000 + i AS product_id, '%s' || i AS nom, (i * 1000.5)::DECIMAL(10,2) AS ca FROM range(1, 31) r(i)"
                    .formatted(HOSTILE));
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void shouldShowFiguresInThePagesLanguage() throws IOException {
    // when
    String page = page("fr", new Block.Figures(List.of()));

    // then
    assertThat(page).contains("70\u202F568,60<span class=\"unit\">€</span>", ">714<");
    assertThat(page).contains("octobre 2026", "CA &amp; listes", "lang=\"fr\"");
  }

  @Test
  void shouldTellTheSliceWhereThereIsOne() throws IOException {
    // given
    ExportFacts sliced = new ExportFacts("trips", "Trips", "taxi=green", "2026-10", List.of());
    Block text = new Block.Text("One.");

    // when
    String page = page(sliced, "en", text);

    // then
    assertThat(page)
        .contains(
            "<title>Rapport · taxi&#x3D;green · October 2026</title>", ">taxi&#x3D;green</span>");
    assertThat(page("en", text)).contains("<title>Rapport · October 2026</title>");
  }

  @Test
  void shouldShowNamedFiguresAlone() throws IOException {
    // when
    String page = page("en", new Block.Figures(List.of("sales")));

    // then
    assertThat(page).contains("Ventes", "October 2026").doesNotContain("CA total");
  }

  @Test
  void shouldEscapeDataInTablesAndCharts() throws IOException {
    // when
    String page = page("fr", table("vins", 5), chart(Kind.BAR, "nom", "ca"));

    // then
    assertThat(page).doesNotContain("<script>alert(1)", "<img");
    assertThat(page).contains("&lt;script&gt;alert(1)", "\\u003c/script>");
  }

  @Test
  void shouldLoadNothingFromOutside() throws IOException {
    // when
    String page = page("fr", table("vins", 5), chart(Kind.PIE, "product_id", "ca"));

    // then
    assertThat(page).contains("default-src 'none'; script-src 'sha256-");
    assertThat(page).doesNotContain("sourceMappingURL", "@import");
    assertThat(Pattern.compile("(src|href)=\"(?!data:)").matcher(withoutLibrary(page)).find())
        .isFalse();
  }

  @Test
  void shouldTellHowManyRowsATableLeavesOut() throws IOException {
    // when
    String page = page("fr", table("vins", 5));

    // then
    assertThat(page).contains("5 premières lignes sur 30").contains("5\u202F002,50");
    assertThat(page.split("<tr>", -1)).hasSize(7);
  }

  @Test
  void shouldWriteNoScriptWithoutCharts() throws IOException {
    // when
    String page = page("fr", new Block.Text("Un.\n\nDeux <b>."));

    // then
    assertThat(page).doesNotContain("<script").contains("<p>Un.</p>", "<p>Deux &lt;b&gt;.</p>");
  }

  @Test
  void shouldWriteTheSameBytesTwice() throws IOException {
    // given
    Block[] blocks = {table("vins", 5), chart(Kind.LINE, "product_id", "ca")};

    // when // then
    assertThat(page("fr", blocks)).isEqualTo(page("fr", blocks));
  }

  @Test
  void shouldRefuseChartOfText() {
    assertThatThrownBy(() -> page("fr", chart(Kind.BAR, "ca", "nom")))
        .hasMessageContaining("draws the column nom of stage vins, which is VARCHAR");
  }

  @Test
  void shouldRefuseUnknownFigure() {
    assertThatThrownBy(() -> page("fr", new Block.Figures(List.of("marge"))))
        .hasMessageContaining("report/rapport.yaml shows the figure marge");
  }

  private String page(String lang, Block... blocks) throws IOException {
    return page(FACTS, lang, blocks);
  }

  private String page(ExportFacts facts, String lang, Block... blocks) throws IOException {
    Path target = folder.resolve("rapport.html");
    Html html = new Html("report/rapport.yaml", "Rapport", lang, List.of(blocks));
    Exports.write(html, facts, duckdb.connection(), target);
    return Files.readString(target);
  }

  private static Block table(String stage, int limit) {
    return new Block.Table("Vins", stage, limit);
  }

  private static Block chart(Kind kind, String x, String y) {
    return new Block.Chart("CA par vin", kind, "vins", x, y, 10);
  }

  private static String withoutLibrary(String page) {
    return page.replace(PageResources.chartLibrary(), "");
  }
}
