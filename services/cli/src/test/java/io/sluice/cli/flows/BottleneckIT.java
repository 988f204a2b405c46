package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.RunOrder;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The month of the wine merchant, from three workbooks to the report. */
@Timeout(60)
class BottleneckIT {

  private static final Map<String, String> FIGURES =
      Map.of(
          "erp_clean", "825",
          "liaison_clean", "825",
          "web_filtered", "1428",
          "web_clean", "714",
          "sales", "714",
          "ca_total", "70568.60",
          "premium", "30",
          "ordinaires", "684",
          "ca_premium", "6884.40",
          "ca_ordinaires", "63684.20");

  @TempDir static Path home;
  private static RunningSluice sluice;
  private static RunView published;

  @BeforeAll
  static void publishSample() throws InterruptedException {
    sluice = RunningSluice.start(home);
    published = sluice.run(RunningSluice.order("bottleneck"));
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @Test
  void shouldPublishFiguresOfSample() {
    assertThat(published.status()).as(Seen.words(published)).isEqualTo(Status.PUBLISHED);
    assertThat(published.version()).hasValue(1);
    assertThat(published.period()).isEqualTo("2026-10");
    assertFigures(published);
    assertThat(Seen.failedChecks(published)).isEmpty();
    assertThat(published.checks())
        .filteredOn(check -> !check.status().equals("passed"))
        .extracting(RunView.CheckRow::check)
        .as("without an earlier month there is nothing to drift from")
        .containsExactly("ca_drift");
  }

  @Test
  void shouldPublishFiveFiles() {
    assertThat(published.published())
        .extracting(PublishedFile::name)
        .containsExactlyInAnyOrder(
            "rapport_ca.xlsx",
            "vins_premium.csv",
            "vins_ordinaires.csv",
            "rapport.html",
            "bottleneck.duckdb");
    assertThat(published.published())
        .allSatisfy(file -> assertThat(Path.of(file.place())).isNotEmptyFile());
  }

  @Test
  void shouldPublishWorkbookThatAddsUp() throws IOException {
    try (InputStream in = Files.newInputStream(Seen.file(published, "rapport_ca.xlsx"));
        ReadableWorkbook workbook = new ReadableWorkbook(in)) {
      assertThat(workbook.getSheets().map(Sheet::getName))
          .containsExactly("CA par produit", "CA total", "Segments");
      List<Row> products = workbook.findSheet("CA par produit").orElseThrow().read();
      assertThat(Workbooks.values(products.getFirst()))
          .containsExactly("Référence", "SKU", "Produit", "Prix", "Ventes", "CA");
      assertThat(sum(products, 5)).isEqualByComparingTo("70568.60");
      assertThat(sum(workbook.findSheet("Segments").orElseThrow().read(), 3))
          .isEqualByComparingTo("70568.60");
    }
  }

  private static BigDecimal sum(List<Row> rows, int column) {
    return rows.stream()
        .skip(1)
        .map(row -> row.getCellAsNumber(column).orElseThrow())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void shouldListEachWineOnce() throws SQLException {
    Set<String> premium = references(published, "vins_premium.csv");
    Set<String> ordinary = references(published, "vins_ordinaires.csv");

    assertThat(premium).hasSize(30).doesNotContainAnyElementsOf(ordinary);
    assertThat(ordinary).hasSize(684);
  }

  @Test
  void shouldPublishDatabaseOfAllTables() throws SQLException {
    // given
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    Path file = Seen.file(published, "bottleneck.duckdb");

    // when
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly)) {
      // then
      assertThat(column(database, "SELECT table_name FROM duckdb_tables()"))
          .containsExactlyInAnyOrderElementsOf(tables());
      assertThat(column(database, "SELECT count(*) FROM sales")).containsExactly("714");
      assertThat(column(database, "SELECT \"CA total\" FROM ca_total")).containsExactly("70568.60");
    }
  }

  private static Set<String> tables() {
    return published.stages().stream()
        .map(RunView.StageRow::stage)
        .filter(stage -> !stage.contains("."))
        .collect(Collectors.toSet());
  }

  @Test
  void shouldPublishPageThatLoadsNothing() throws IOException {
    String page = Files.readString(Seen.file(published, "rapport.html"));

    assertThat(page)
        .containsPattern("70[\\s\\u00a0\\u202f]?568,60")
        .contains("Rapport mensuel des ventes", "<canvas", "default-src 'none'");
    assertThat(
            Pattern.compile("(?i)\\b(src|href)\\s*=\\s*['\"]?(https?:)?//").matcher(page).results())
        .isEmpty();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SLUICE_REAL_DATA", matches = ".+")
  void shouldFindFiguresAndPremiumWinesOfRealWorkbooks() throws SQLException {
    // given
    Path data = Path.of(System.getenv("SLUICE_REAL_DATA"), "bottleneck").toAbsolutePath();
    RunOrder order =
        new RunOrder(
            RunningSluice.FLOWS.resolve("bottleneck"),
            Optional.of(data),
            Optional.of("2026-10"),
            Map.of());

    // when
    RunView real = sluice.run(order);

    // then
    assertThat(real.status()).as(Seen.words(real)).isEqualTo(Status.PUBLISHED);
    assertFigures(real);
    assertThat(references(real, "vins_premium.csv"))
        .isEqualTo(csv(data.resolve("expected/vins_premium.csv"), "product_id"));
  }

  static void assertFigures(RunView view) {
    Map<String, BigDecimal> figures = Seen.figures(view);
    FIGURES.forEach(
        (name, value) -> assertThat(figures.get(name)).as(name).isEqualByComparingTo(value));
  }

  private static Set<String> references(RunView view, String file) throws SQLException {
    return csv(Seen.file(view, file), "Référence");
  }

  static Set<String> csv(Path file, String column) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
      List<String> values =
          column(
              database,
              "SELECT \"%s\" FROM read_csv('%s', all_varchar = true)".formatted(column, file));
      assertThat(values).doesNotHaveDuplicates();
      return Set.copyOf(values);
    }
  }

  private static List<String> column(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
