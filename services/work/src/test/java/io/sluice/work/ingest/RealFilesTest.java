package io.sluice.work.ingest;

import static io.sluice.engine.flow.ColumnType.Simple.BIGINT;
import static io.sluice.engine.flow.ColumnType.Simple.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Column.Rounding;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The wine merchant's and the taxi commission's own files, where they are at hand. */
@EnabledIfEnvironmentVariable(named = "SLUICE_REAL_DATA", matches = ".+")
class RealFilesTest extends IngestFixture {

  private static Path real(String file) {
    return Path.of(System.getenv("SLUICE_REAL_DATA")).resolve(file);
  }

  @Test
  void shouldReadTheShop() throws Exception {
    // given
    existing(real("bottleneck/web.xlsx"));
    format = XLSX;
    contract =
        contract(
            column("sku", VARCHAR), column("total_sales", BIGINT), column("post_type", VARCHAR));
    // when
    var loaded = loaded();
    // then
    assertThat(loaded.rows()).isEqualTo(1_513);
    assertThat(rows().stream().filter(row -> !row.startsWith("-")).toList())
        .hasSize(1_428)
        .noneMatch(row -> row.contains(".0|"));
  }

  @Test
  void shouldRoundTheStoredPrices() throws Exception {
    // given
    existing(real("bottleneck/erp.xlsx"));
    format = XLSX;
    contract = contract(required("product_id", BIGINT), rounded("price", 10, 2, Rounding.HALF_UP));
    // when
    var loaded = loaded();
    // then
    assertThat(loaded.rows()).isEqualTo(825);
    assertThat(rows()).contains("3849|34.30");
  }

  @Test
  void shouldReadThreeMonthsOfTrips() throws Exception {
    // given
    existing(real("taxi/green_tripdata_2020-04.csv.gz"));
    existing(real("taxi/green_tripdata_2020-05.csv.gz"));
    existing(real("taxi/green_tripdata_2020-06.csv.gz"));
    contract = contract(rounded("total_amount", 12, 2, Rounding.NONE));
    // when
    var loaded = loaded();
    // then
    assertThat(loaded.rows()).isEqualTo(35_612 + 57_360 + 63_109);
    assertThat(rows().stream().map(BigDecimal::new).reduce(BigDecimal::add))
        .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("3376918.87"));
  }
}
