package io.sluice.work.ingest;

import static io.sluice.engine.flow.ColumnType.Simple.BIGINT;
import static io.sluice.engine.flow.ColumnType.Simple.INTEGER;
import static io.sluice.engine.flow.ColumnType.Simple.TIMESTAMP;
import static io.sluice.engine.flow.ColumnType.Simple.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Column.Rounding;
import io.sluice.engine.flow.InputFormat;
import io.sluice.work.duckdb.SqlNames;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParquetIngestTest extends IngestFixture {

  @BeforeEach
  void readParquet() {
    format = new InputFormat.Parquet();
  }

  private void parquet(String name, String query) throws SQLException {
    try (var statement = duckdb.createStatement()) {
      String path = SqlNames.text(folder.resolve(name).toString());
      statement.execute("COPY (%s) TO %s (FORMAT parquet)".formatted(query, path));
    }
    existing(name);
  }

  @Test
  void shouldReadTypesThatFit() throws Exception {
    // given
    parquet(
        "a.parquet",
        "SELECT 7::INTEGER AS id, 1.005::DOUBLE AS price, 'x' AS note, TIMESTAMP '2020-01-02"
            + " 03:04:05' AS at");
    contract =
        contract(
            column("id", BIGINT),
            rounded("price", 10, 2, Rounding.HALF_UP),
            column("note", VARCHAR),
            column("at", TIMESTAMP));
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("7|1.01|x|2020-01-02 03:04:05.0");
  }

  @Test
  void shouldReadTheFileAndNotTheNamesOfItsFolders() throws Exception {
    // given
    Files.createDirectory(folder.resolve("id=5"));
    parquet("id=5/a.parquet", "SELECT 7 AS id");
    // when
    loaded();
    // then
    assertThat(rows()).containsExactly("7");
  }

  @Test
  void shouldRefuseOtherTypes() throws Exception {
    // given
    parquet("a.parquet", "SELECT 'x' AS id, 1 AS note");
    contract = contract(column("id", BIGINT), column("note", VARCHAR));
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .isEqualTo(
            "a.parquet: the column \"id\" is VARCHAR, but bigint is expected; the column \"note\""
                + " is INTEGER, but varchar is expected.");
  }

  @Test
  void shouldNameValuesThatDoNotFit() throws Exception {
    // given
    parquet("a.parquet", "SELECT unnest([1, 5000000000, NULL]) AS id");
    contract = contract(required("id", INTEGER));
    // when
    var refused = refused();
    // then
    assertThat(refused.first20())
        .containsExactly(
            new Violation("a.parquet", "", 2, "id", "5000000000", "integer, not empty"),
            new Violation("a.parquet", "", 3, "id", "", "integer, not empty"));
  }

  @Test
  void shouldRefuseDamagedFiles() throws Exception {
    // given
    parquet("a.parquet", "SELECT i AS id FROM range(1000) t(i)");
    byte[] whole = Files.readAllBytes(folder.resolve("a.parquet"));
    Files.write(folder.resolve("a.parquet"), Arrays.copyOf(whole, whole.length / 2));
    file("b.parquet", "id\n1\n");
    Arrays.fill(whole, whole.length / 2, whole.length - 4, (byte) 7);
    file("c.parquet", whole);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .contains("a.parquet is cut off or damaged")
        .contains("b.parquet is plain text, but a Parquet file is expected.")
        .contains("c.parquet is cut off or damaged");
  }
}
