package io.sluice.work.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.engine.flow.ColumnType;
import io.sluice.work.store.TableFacts;
import io.sluice.work.store.TableFacts.TableColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTransformTest {

  @TempDir Path temp;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(temp);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void shouldWriteTheRowsInTheirOrder() throws Exception {
    // given
    String sql = "select i, 'n' || i as name from numbers order by i desc";

    // when
    TableFacts facts = bench.run(sql, Map.of());

    // then
    assertThat(facts.rows()).isEqualTo(Workbench.ROWS);
    assertThat(facts.columns())
        .containsExactly(new TableColumn("i", "BIGINT"), new TableColumn("name", "VARCHAR"));
    assertThat(bench.rows("i").getFirst()).isEqualTo("9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "(select x.i * 10 + y.i as i from numbers x, numbers y)"})
  void shouldTellTheSameWhicheverWayItReadsTheRows(String rows) throws Exception {
    // given
    String sql =
        """
        select i, i::tinyint as a, i %% 2 = 0 as b, sum(i) over (order by i) as wide,
          (i / 3)::decimal(9,4) as c, i / 3.0::double as f, nullif('é "' || i, 'é "3') as d,
          date '2026-10-01' + i::integer as e, timestamp '2026-10-01 12:00:00.123456' as g,
          [i, null] as h, {'x': i} as j, i::utinyint as k, timestamptz '2026-10-01 12:00:00+02' as l
        from %s\
        """
            .formatted(rows);
    String plain = "select * exclude (h, j, k, l) from (" + sql + ")";
    var always = Map.of("always", new SqlValue(ColumnType.Simple.BOOLEAN, "true"));

    // when
    TableFacts light = bench.run(plain, Map.of());
    TableFacts rich = bench.run(sql, Map.of());

    // then
    assertThat(light).isEqualTo(bench.run(plain + " where $always", always));
    assertThat(rich).isEqualTo(bench.run(sql + " where $always", always));
  }

  @Test
  void shouldBindParametersByNameWhereverTheyStand() throws Exception {
    // given
    String sql =
        """
        select $début as "début", '$label' as quoted, $label as label, $label || '!' as again
        -- not $this; one
        from numbers where i < $most /* nor $that; */;
        """;
    var values =
        Map.of(
            "label", new SqlValue(ColumnType.Simple.VARCHAR, "'; drop table x; --"),
            "début", new SqlValue(ColumnType.Simple.DATE, "2026-10-01"),
            "most", new SqlValue(ColumnType.Simple.BIGINT, "1"));

    // when
    TableFacts facts = bench.run(sql, values);

    // then
    assertThat(facts.rows()).isEqualTo(1);
    assertThat(facts.columns()).contains(new TableColumn("début", "DATE"));
    assertThat(bench.rows("quoted")).containsExactly("$label");
    assertThat(bench.rows("again")).containsExactly("'; drop table x; --!");
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, true, BOOLEAN",
    "INTEGER, 7, INTEGER",
    "BIGINT, 7, BIGINT",
    "DOUBLE, 2.5, DOUBLE",
    "DATE, 2026-10-01, DATE",
    "TIMESTAMP, 2026-10-01T09:00, TIMESTAMP"
  })
  void shouldBindEachTypeAsItself(ColumnType.Simple type, String text, String expected)
      throws Exception {
    // given
    var values = Map.of("v", new SqlValue(type, text));

    // when
    TableFacts facts = bench.run("select $v as v", values);

    // then
    assertThat(facts.columns()).containsExactly(new TableColumn("v", expected));
  }

  @Test
  void shouldKeepSumsOfIntegersExact() throws Exception {
    // given
    String sql = "select sum(i) as total, sum(9007199254740993) as many from numbers";

    // when
    TableFacts facts = bench.run(sql, Map.of());

    // then
    assertThat(facts.columns()).extracting(TableColumn::type).containsOnly("DECIMAL(38,0)");
    assertThat(bench.rows("many")).containsExactly("90071992547409930");
  }

  @Test
  void shouldKeepSumsExactBesideParameters() throws Exception {
    // given
    String sql = "select $p as p, sum(i) as total, sum(9007199254740993) as many from numbers";
    var values = Map.of("p", new SqlValue(ColumnType.Simple.VARCHAR, "2026-10"));

    // when
    TableFacts facts = bench.run(sql, values);

    // then
    assertThat(facts.columns())
        .containsExactly(
            new TableColumn("p", "VARCHAR"),
            new TableColumn("total", "DECIMAL(38,0)"),
            new TableColumn("many", "DECIMAL(38,0)"));
    assertThat(bench.rows("many")).containsExactly("90071992547409930");
  }

  @Test
  void shouldKeepWideIntegersExactInsideOtherValues() throws Exception {
    // given
    String sql =
        """
        select [9007199254740993::hugeint] as l, map([1], [9007199254740993::uhugeint]) as m,
          {'HUGEINT': 1, 'a "HUGEINT)': sum(9007199254740993), 'e': 'x'::enum('x', 'HUGEINT')} as s
        from numbers\
        """;

    // when
    TableFacts facts = bench.run(sql, Map.of());

    // then
    assertThat(facts.columns())
        .containsExactly(
            new TableColumn("l", "DECIMAL(38,0)[]"),
            new TableColumn("m", "MAP(INTEGER, DECIMAL(38,0))"),
            new TableColumn(
                "s", "STRUCT(HUGEINT INTEGER, \"a \"\"HUGEINT)\" DECIMAL(38,0), e VARCHAR)"));
    assertThat(bench.rows("l")).containsExactly("[9007199254740993]");
  }

  @Test
  void shouldNameWhatIsUnknown() {
    // given
    var refused = assertThatExceptionOfType(SqlRefusedException.class);

    // when
    // then
    refused
        .isThrownBy(() -> bench.run("select * from numers where i > $z", Map.of()))
        .withMessageContaining("'numers' is no input of the stage: it reads [numbers]")
        .withMessageContaining("parameter $z has no value");
    refused
        .isThrownBy(() -> bench.run("select i, i as I from numbers", Map.of()))
        .withMessageContaining("two columns are called");
    refused
        .isThrownBy(
            () ->
                bench.run(
                    "select i, $z as I from numbers",
                    Map.of("z", new SqlValue(ColumnType.Simple.INTEGER, "1"))))
        .withMessageContaining("two columns are called 'I'");
  }

  @Test
  void shouldGiveEqualFingerprintsToEqualRowsInAnyOrder() throws Exception {
    // given
    String up = "select i, 'n' || i as name, i * 0.1::double as x from numbers order by i";
    String down = "select i, 'n' || i as name, i * 0.3::double as x from numbers order by i desc";

    // when
    TableFacts one = bench.run(up, Map.of());
    TableFacts other = bench.run(down, Map.of());

    // then
    assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "values (1), (1) t(a) | values (2), (2) t(a)",
        "values (1), (1), (2) t(a) | values (1), (2), (2) t(a)",
        "values (1) t(a) | values (1), (1), (1) t(a)",
        "values ('a', 'bc') t(a, b) | values ('ab', 'c') t(a, b)",
        "values ('a', null) t(a, b) | values ('a', 'null') t(a, b)",
        "values ('a,b', 'c') t(a, b) | values ('a', 'b,c') t(a, b)",
        "values (1) t(a) | values (1) t(b)",
        "values (1::integer) t(a) | values (1::bigint) t(a)",
        "values (1.00::decimal(10,2)) t(a) | values (1.01::decimal(10,2)) t(a)"
      })
  void shouldGiveOtherFingerprintsToOtherRows(String one, String other) throws Exception {
    // given
    TableFacts first = bench.run("select * from (" + wrap(one), Map.of());

    // when
    TableFacts second = bench.run("select * from (" + wrap(other), Map.of());

    // then
    assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  @Test
  void shouldReadOnlyViewsAndItsOwnFolderInStrictIsolation() throws Exception {
    // given
    Path writable = bench.folder("strict");

    // when
    try (var session =
        bench.sessions().openStrict(writable, Map.of("numbers", List.of(bench.numbers())), 64)) {
      TableFacts facts =
          bench
              .transform()
              .run(session, "from numbers", Map.of(), true, writable.resolve("out.parquet"));

      // then
      assertThat(facts.rows()).isEqualTo(Workbench.ROWS);
      assertThatExceptionOfType(java.sql.SQLException.class)
          .isThrownBy(
              () ->
                  session
                      .connection()
                      .createStatement()
                      .execute("copy (select 1) to '" + temp.resolve("elsewhere.parquet") + "'"))
          .withMessageContaining("Permission Error");
    }
  }

  private static String wrap(String values) {
    return values.replace(" t(", ") t(");
  }
}
