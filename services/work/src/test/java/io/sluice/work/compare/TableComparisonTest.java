package io.sluice.work.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.work.compare.TableDiff.Cell;
import io.sluice.work.compare.TableDiff.Kind;
import io.sluice.work.compare.TableDiff.Row;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableComparisonTest {

  private Connection duckdb;

  @BeforeEach
  void open() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void shouldNameRowsAddedRemovedAndChanged() throws SQLException {
    // given
    table("b", "(1, 'a', 1.10), (2, 'b', 2.20), (3, 'c', 3.30)", "id, name, price");
    table("a", "(4, 'd', 4.40), (3, 'c', 3.31), (1, 'a', 1.10)", "id, name, price");

    // when
    TableDiff diff = compare(List.of("id"));

    // then
    assertThat(diff.key()).containsExactly("id");
    assertThat(counts(diff)).isEqualTo("1 1 1");
    assertThat(diff.rows())
        .containsExactlyInAnyOrder(
            new Row(
                Kind.ADDED,
                List.of(cell("id", null, "4")),
                List.of(cell("name", null, "d"), cell("price", null, "4.40"))),
            new Row(
                Kind.REMOVED,
                List.of(cell("id", "2", null)),
                List.of(cell("name", "b", null), cell("price", "2.20", null))),
            new Row(
                Kind.CHANGED,
                List.of(cell("id", "3", "3")),
                List.of(cell("price", "3.30", "3.31"))));
  }

  @Test
  void shouldFindTablesInAnotherOrderSame() throws SQLException {
    // given
    table("b", "(1, NULL, 0.5), (NULL, 'b', NULL), (1, NULL, 0.5)", "id, name, price");
    table("a", "(NULL, 'b', NULL), (1, NULL, 0.5), (1, NULL, 0.5)", "id, name, price");

    // when
    List<TableDiff> diffs =
        List.of(compare(List.of()), compare(List.of("id")), compare(List.of("ID", "Name")));

    // then
    assertThat(diffs).allMatch(TableDiff::isSame);
  }

  @Test
  void shouldCountTwinsOneByOne() throws SQLException {
    // given
    table("b", "(1), (1), (1), (2)", "id");
    table("a", "(1), (2), (2)", "id");

    // when
    TableDiff diff = compare(List.of());

    // then
    assertThat(diff.key()).isEmpty();
    assertThat(counts(diff)).isEqualTo("1 2 0");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,              1.0000000005, true",
    "1.0,              1.000000002,  false",
    "1e300,            1.0000000005e300, true",
    "0.0,              1e-13,        true",
    "0.0,              1e-11,        false",
    "'inf'::DOUBLE,    'inf'::DOUBLE, true",
    "'inf'::DOUBLE,    5.0,          false",
    "'nan'::DOUBLE,    'nan'::DOUBLE, true",
    "'nan'::DOUBLE,    5.0,          false",
    "NULL,             NULL,         true",
    "NULL,             0.0,          false",
    "-1e308,           1e308,        false"
  })
  void shouldAllowFloatingNumbersTheirTolerance(String before, String after, boolean same)
      throws SQLException {
    // given
    table("b", "(1, (%s)::DOUBLE)".formatted(sql(before)), "id, x");
    table("a", "(1, (%s)::DOUBLE)".formatted(sql(after)), "id, x");

    // when
    TableDiff keyed = compare(List.of("id"));
    TableDiff whole = compare(List.of());

    // then
    assertThat(keyed.isSame()).isEqualTo(same);
    assertThat(whole.isSame()).isEqualTo(same);
  }

  private static String sql(String value) {
    return value.matches("(inf|nan)::DOUBLE") ? "'" + value.replace("::", "'::") : value;
  }

  @Test
  void shouldCompareDecimalsExactly() throws SQLException {
    // given
    table("b", "(1, 0.000000000001::DECIMAL(38,12))", "id, x");
    table("a", "(1, 0.000000000002::DECIMAL(38,12))", "id, x");

    // when
    TableDiff diff = compare(List.of("id"));

    // then
    assertThat(diff.changed()).isEqualTo(1);
  }

  @Test
  void shouldPairRowsWhoseNumbersMovedWithinTolerance() throws SQLException {
    // given
    table("b", "('x', 1.0::DOUBLE, 9.0::DOUBLE), ('x', 1.00000000000001, 2.0)", "name, p, q");
    table("a", "('x', 1.00000000000002::DOUBLE, 9.0::DOUBLE), ('x', 1.0, 2.0)", "name, p, q");

    // when
    TableDiff diff = compare(List.of());

    // then
    assertThat(diff.isSame()).isTrue();
  }

  @Test
  void shouldTellColumnsThatCameWentOrChangedTheirType() throws SQLException {
    // given
    table("b", "(1, 5::INTEGER, 'x')", "id, amount, old");
    table("a", "(1, '5', 'x')", "id, amount, new");

    // when
    TableDiff diff = compare(List.of("id"));

    // then
    assertThat(diff.columns())
        .containsExactly(
            "column new is new (VARCHAR)",
            "column old is gone (VARCHAR)",
            "column amount was INTEGER and is VARCHAR");
    assertThat(diff.changed()).isZero();
    assertThat(diff.isSame()).isFalse();
  }

  @Test
  void shouldCompareWholeRowsWithoutTheKey() throws SQLException {
    // given
    table("b", "(1, 'a')", "id, name");
    table("a", "(1, 'b')", "number, name");

    // when
    TableDiff diff = compare(List.of("id"));

    // then
    assertThat(diff.key()).isEmpty();
    assertThat(counts(diff)).isEqualTo("1 1 0");
  }

  @Test
  void shouldTellFirstRowsOnlyAndCountAll() throws SQLException {
    // given
    table("b", "(0, 'x')", "id, name");
    execute("CREATE TABLE a AS SELECT range AS id, repeat('y', 500) AS name FROM range(1, 1001)");

    // when
    TableDiff diff = TableComparison.compare(duckdb, "b", "a", List.of("id"), 2);

    // then
    assertThat(counts(diff)).isEqualTo("1000 1 0");
    assertThat(diff.rows()).hasSize(3);
    assertThat(diff.rows().getFirst().known()).containsExactly(cell("id", null, "1"));
    assertThat(diff.rows().getFirst().cells().getFirst().after().orElseThrow())
        .hasSize(TableComparison.MAX_TEXT + 1)
        .endsWith("…");
  }

  @Test
  void shouldTakeAnyNameForAColumn() throws SQLException {
    // given
    table("b", "(1, 'a', 2)", "\"n\", \"select\", \"a\"\"b\"");
    table("a", "(1, 'b', 2)", "\"n\", \"select\", \"a\"\"b\"");

    // when
    TableDiff diff = compare(List.of("n"));

    // then
    assertThat(diff.rows())
        .containsExactly(
            new Row(Kind.CHANGED, List.of(cell("n", "1", "1")), List.of(cell("select", "a", "b"))));
  }

  private TableDiff compare(List<String> key) throws SQLException {
    return TableComparison.compare(duckdb, "b", "a", key, 20);
  }

  private static String counts(TableDiff diff) {
    return List.of(diff.added(), diff.removed(), diff.changed()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static Cell cell(String column, String before, String after) {
    return new Cell(column, Optional.ofNullable(before), Optional.ofNullable(after));
  }

  private void table(String name, String rows, String columns) throws SQLException {
    execute("CREATE TABLE %s AS SELECT * FROM (VALUES %s) AS t(%s)".formatted(name, rows, columns));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }
}
