package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong at a stage, the gate stays shut and says why. */
@Timeout(60)
class GateMutationIT {

  @TempDir static Path home;
  private static RunningSluice sluice;
  private static List<Path> released;
  @TempDir Path folder;

  @BeforeAll
  static void publishGoodReport() throws InterruptedException, IOException {
    sluice = RunningSluice.start(home);
    RunView good = sluice.run(RunningSluice.order("bottleneck"));
    assertThat(good.status()).as(Seen.words(good)).isEqualTo(Status.PUBLISHED);
    released = sluice.publishedFiles();
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @ParameterizedTest(name = "A, {0}")
  @MethodSource("workbooks")
  void shouldRejectWorkbook(
      String what,
      String file,
      UnaryOperator<List<List<Object>>> mutation,
      String check,
      String words)
      throws IOException {
    // given
    FlowCopy flow = FlowCopy.of("bottleneck", folder.resolve("flow")).workbook(file, mutation);

    // when
    RunView run = sluice.run(RunningSluice.order(flow.folder()));

    // then
    assertRejected(run, check, words.split("\\|"));
  }

  static Stream<Arguments> workbooks() {
    return Stream.of(
        Arguments.of("a row dropped", "erp.xlsx", Mutation.drop(1), "liaison_covers_erp", "erp"),
        Arguments.of(
            "a row doubled", "erp.xlsx", Mutation.repeat(1), "erp_product_once", "product_id"),
        Arguments.of(
            "a cent more",
            "erp.xlsx",
            Mutation.cell(1, "price", Mutation::plusCent),
            "references",
            "erp_prices"),
        Arguments.of(
            "text in a number",
            "erp.xlsx",
            Mutation.cell(7, "price", _ -> "douze"),
            "erp.contract",
            "erp.xlsx|8|price|douze"),
        Arguments.of(
            "a renamed column",
            "erp.xlsx",
            Mutation.header("price", "prix"),
            "erp.contract",
            "price"),
        Arguments.of(
            "a doubled column",
            "erp.xlsx",
            Mutation.header("stock_status", "price"),
            "erp.contract",
            "price"),
        Arguments.of("only the header", "erp.xlsx", Mutation.keep(1), "erp_not_empty", "erp"),
        Arguments.of(
            "an empty sheet", "liaison.xlsx", Mutation.keep(0), "liaison.contract", "liaison.xlsx"),
        Arguments.of(
            "a link dropped",
            "liaison.xlsx",
            Mutation.drop(3),
            "liaison_covers_erp",
            "missing in liaison"),
        Arguments.of(
            "a link doubled",
            "liaison.xlsx",
            Mutation.repeat(3),
            "liaison_product_once",
            "product_id"),
        Arguments.of(
            "an offer dropped",
            "web.xlsx",
            Mutation.atSold(Mutation::drop),
            "web_product_and_image",
            "sku"),
        Arguments.of(
            "an offer doubled",
            "web.xlsx",
            Mutation.atSold(Mutation::repeat),
            "web_product_and_image",
            "sku"));
  }

  @Test
  void shouldRejectMissingWorkbook() throws IOException {
    // given
    FlowCopy flow = FlowCopy.of("bottleneck", folder.resolve("flow"));
    Files.delete(flow.folder().resolve("sample/web.xlsx"));

    // when
    RunView run = sluice.run(RunningSluice.order(flow.folder()));

    // then
    assertRejected(run, "web.contract", "web*.xlsx");
  }

  @Test
  void shouldRejectOtherFormatBehindName() throws IOException {
    // given
    FlowCopy flow = FlowCopy.of("bottleneck", folder.resolve("flow"));
    Files.writeString(flow.folder().resolve("sample/web.xlsx"), "sku;total_sales\n1;2\n");

    // when
    RunView run = sluice.run(RunningSluice.order(flow.folder()));

    // then
    assertRejected(run, "web.contract", "web.xlsx");
  }

  @ParameterizedTest(name = "{0}, {1}: a row dropped")
  @CsvSource(
      delimiter = '|',
      value = {
        "B | erp_clean      | product_id | erp_clean_complete",
        "B | liaison_clean  | product_id | liaison_clean_complete",
        "B | web_filtered   | sku        | web_filtered_complete",
        "B | web_clean      | sku        | web_clean_complete",
        "C | sales          | sku        | sales_complete",
        "D | ca_par_produit | Référence  | ca_par_produit_exact",
        "D | ca_total       | Produits   | ca_reconciles",
        "E | price_scores   | product_id | scores_exact",
        "E | premium        | Référence  | segments_complete",
        "E | segments       | Segment    | segments_add_up",
      })
  void shouldRejectDroppedRow(String part, String stage, String key, String check)
      throws IOException {
    assertRejected(
        mutated(
            stage,
            "SELECT * FROM (%%s) AS t QUALIFY row_number() OVER (ORDER BY \"%s\") > 1"
                .formatted(key)),
        check,
        check);
  }

  @ParameterizedTest(name = "{0}, {1}: a row doubled")
  @CsvSource(
      delimiter = '|',
      value = {
        "B | erp_clean      | product_id | erp_clean_product_once",
        "B | liaison_clean  | product_id | liaison_clean_product_once",
        "B | web_filtered   | sku        | web_filtered_complete",
        "B | web_clean      | sku        | web_clean_sku_once",
        "C | sales          | sku        | sales_product_once",
        "D | ca_par_produit | Référence  | ca_product_once",
        "D | ca_total       | Produits   | ca_reconciles",
        "E | price_scores   | product_id | scores_exact",
        "E | ordinaires     | Référence  | segments_complete",
      })
  void shouldRejectDoubledRow(String part, String stage, String key, String check)
      throws IOException {
    assertRejected(
        mutated(
            stage,
            ("SELECT * FROM (%%1$s) AS t UNION ALL (SELECT * FROM (%%1$s) AS t"
                    + " QUALIFY row_number() OVER (ORDER BY \"%s\") = 1)")
                .formatted(key)),
        check,
        check);
  }

  @ParameterizedTest(name = "{0}, {1}: a cent more")
  @CsvSource(
      delimiter = '|',
      value = {
        "B | erp_clean      | product_id  | price       | erp_clean_complete",
        "B | erp_prices     | erp_prices  | erp_prices  | erp_prices_add_up",
        "C | sales          | sku         | price       | sales_faithful",
        "D | ca_par_produit | Référence   | CA          | ca_par_produit_exact",
        "D | ca_total       | Produits    | CA total    | ca_reconciles",
        "E | price_scores   | product_id  | ca          | scores_exact",
        "E | premium        | Référence   | CA          | segments_complete",
        "E | segments       | Segment     | CA          | segments_add_up",
        "E | segment_totals | ca_premium  | ca_premium  | segment_totals_agree",
      })
  void shouldRejectChangedCent(String part, String stage, String key, String column, String check)
      throws IOException {
    assertRejected(
        mutated(
            stage,
            ("SELECT * REPLACE (CAST(\"%2$s\" + CASE WHEN row_number() OVER (ORDER BY \"%1$s\") = 1"
                    + " THEN 0.01 ELSE 0 END AS DECIMAL(18, 2)) AS \"%2$s\") FROM (%%s) AS t")
                .formatted(key, column)),
        check,
        check);
  }

  private RunView mutated(String stage, String wrapped) throws IOException {
    FlowCopy flow =
        FlowCopy.of("bottleneck", folder.resolve("flow"))
            .edit("sql/" + stage + ".sql", sql -> wrapped.formatted("\n" + sql + "\n"));
    return sluice.run(RunningSluice.order(flow.folder()));
  }

  private static void assertRejected(RunView run, String check, String... words)
      throws IOException {
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.REJECTED);
    assertThat(Seen.failedChecks(run)).contains(check);
    assertThat(Seen.words(run))
        .contains(words)
        .contains("Nothing published; the last good report is version 1");
    assertThat(run.version()).isEmpty();
    assertThat(run.published()).isEmpty();
    assertThat(sluice.publishedFiles()).isEqualTo(released);
  }
}
