package io.sluice.work.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Figure.Measure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureQueryTest {

  Connection duckdb;

  @BeforeEach
  void open() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    view("sales", "SELECT * FROM range(714)");
    view(
        "ca_total",
        """
        SELECT 70568.60::DECIMAL(12,2) AS ca, NULL::INTEGER AS vide, 'beaucoup' AS texte,
          0.1::DOUBLE AS reel, 'nan'::DOUBLE AS faux, 1e26::DOUBLE AS enorme,
          12345678901234567890123456::HUGEINT AS grand, 1e-300::DOUBLE AS petit
        """);
    view("rien", "SELECT 1 AS x WHERE false");
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void shouldCountRows() {
    assertThat(FigureQuery.value(duckdb, figure(new Measure.Rows("sales")))).isEqualTo("714");
  }

  @ParameterizedTest
  @CsvSource({"ca, 70568.60", "reel, 0.1", "grand, 12345678901234567890123456", "petit, 1.0E-300"})
  void shouldReadExactValue(String column, BigDecimal expected) {
    assertThat(FigureQuery.value(duckdb, figure(new Measure.Value("ca_total", column))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "rien, x, gave no row",
    "sales, range, gave more than one row",
    "ca_total, vide, gave NULL",
    "ca_total, texte, gave 'beaucoup'",
    "ca_total, faux, gave 'NaN'",
    "ca_total, enorme, at most 26 digits before the decimal point",
    "ca_total, absent, cannot be measured on stage ca_total",
  })
  void shouldSayWhyThereIsNoNumber(String stage, String column, String reason) {
    assertThatThrownBy(() -> FigureQuery.value(duckdb, figure(new Measure.Value(stage, column))))
        .isInstanceOf(FigureException.class)
        .hasMessageStartingWith("figure ca")
        .hasMessageContaining(reason);
  }

  private static Figure figure(Measure measure) {
    return new Figure("ca", measure, "CA", "EUR");
  }

  private void view(String name, String select) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute("CREATE TEMP VIEW %s AS %s".formatted(name, select));
    }
  }
}
