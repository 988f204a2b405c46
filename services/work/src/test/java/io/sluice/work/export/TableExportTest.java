package io.sluice.work.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.flow.Export;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableExportTest {

  private static final ExportFacts FACTS = new ExportFacts("hello", "", "", "", List.of());

  @TempDir Path folder;
  SandboxedDuckDb duckdb;

  @BeforeEach
  void open() throws SQLException {
    duckdb =
        new SandboxedDuckDb(folder)
            .view(
                "vins",
                """
                SELECT * FROM (VALUES
                  (3, 'Côte; "vieille"', 12.50::DECIMAL(10,2), NULL),
                  (1, 'deux' || chr(10) || 'lignes', 0.10, ''),
                  (2, 'a,b', 1e3::DECIMAL(10,2), '=1+1')) t(id, nom, prix, note)
                """)
            .view("group", "SELECT 1 AS \"select\"");
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void shouldQuoteTextOnlyWhereNeeded() throws IOException {
    // when
    long rows = write(new Export.Csv("vins", ','), "vins.csv");

    // then
    assertThat(rows).isEqualTo(3);
    assertThat(folder.resolve("vins.csv"))
        .hasContent(
            "id,nom,prix,note\r\n3,\"Côte; \"\"vieille\"\"\",12.50,\r\n"
                + "1,\"deux\nlignes\",0.10,\"\"\r\n2,\"a,b\",1000.00,=1+1\r\n");
  }

  @Test
  void shouldQuoteItsOwnDelimiter() throws IOException {
    // when
    write(new Export.Csv("vins", ';'), "vins.csv");

    // then
    assertThat(folder.resolve("vins.csv")).content().contains("2;a,b;1000.00;=1+1\r\n");
  }

  @Test
  void shouldWriteInstantsInUtc() throws Exception {
    // given
    Path target = folder.resolve("instants.csv");
    try (Connection elsewhere = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = elsewhere.createStatement()) {
      statement.execute("SET TimeZone = 'America/New_York'");
      statement.execute(
          "CREATE TEMP VIEW instants AS SELECT TIMESTAMPTZ '2026-10-01 12:00:00+02' AS t");

      // when
      Exports.write(new Export.Csv("instants", ','), FACTS, elsewhere, target);
    }

    // then
    assertThat(target).hasContent("t\r\n2026-10-01 10:00:00+00\r\n");
  }

  @Test
  void shouldWriteParquetTheSameTwice() throws Exception {
    // when
    long rows = write(new Export.Parquet("vins"), "a.parquet");
    write(new Export.Parquet("vins"), "b.parquet");

    // then
    assertThat(rows).isEqualTo(3);
    assertThat(folder.resolve("b.parquet")).hasSameBinaryContentAs(folder.resolve("a.parquet"));
  }

  @Test
  void shouldWriteDatabaseThatOpensReadOnly() throws Exception {
    // when
    long rows = write(new Export.DuckDb(List.of("vins", "group")), "tout.duckdb");

    // then
    assertThat(rows).isEqualTo(4);
    assertThat(folder).isDirectoryNotContaining(f -> !f.endsWith("tout.duckdb"));
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection opened =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("tout.duckdb"), readOnly);
        Statement statement = opened.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(prix)::VARCHAR || ' ' || (SELECT \"select\" FROM \"group\") FROM"
                    + " vins")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("1012.60 1");
    }
  }

  @Test
  void shouldReplaceFileOfEarlierAttempt() throws IOException {
    // given
    write(new Export.DuckDb(List.of("vins")), "tout.duckdb");

    // when
    long rows = write(new Export.DuckDb(List.of("vins")), "tout.duckdb");

    // then
    assertThat(rows).isEqualTo(3);
  }

  @Test
  void shouldLeaveNothingWhenStageIsMissing() {
    // when // then
    assertThatThrownBy(() -> write(new Export.DuckDb(List.of("vins", "absent")), "tout.duckdb"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("tout.duckdb cannot be written")
        .hasMessageContaining("absent");
    assertThat(folder).isEmptyDirectory();
  }

  private long write(Export export, String file) throws IOException {
    return Exports.write(export, FACTS, duckdb.connection(), folder.resolve(file));
  }
}
